import { useEffect, useEffectEvent } from 'react'

/** Calls the listener when somebody comes back to the window, from another one or from another tab. */
export function useWindowFocus(listener: () => void) {
	const onFocus = useEffectEvent(listener)
	useEffect(() => {
		const focus = () => onFocus()
		const visible = () => document.visibilityState === 'visible' && onFocus()
		window.addEventListener('focus', focus)
		document.addEventListener('visibilitychange', visible)
		return () => {
			window.removeEventListener('focus', focus)
			document.removeEventListener('visibilitychange', visible)
		}
	}, [])
}
