import { useEffect, useEffectEvent } from 'react'

const open = new Set<() => void>()

/** Closes every dialog, as Escape would, for something else that a person asked for. */
export function leaveDialogs() {
	for (const close of [...open]) close()
}

/** Lets `leaveDialogs` close a dialog while it is open. */
export function useLeaving(isOpen: boolean, onClose: () => void) {
	const close = useEffectEvent(onClose)
	useEffect(() => {
		if (!isOpen) return
		const leave = () => close()
		open.add(leave)
		return () => {
			open.delete(leave)
		}
	}, [isOpen])
}
