import { type RefObject, useCallback, useRef } from 'react'

/** Remembers what had focus when a dialog opened. Where that is gone by the close, focus goes to the page's main part. */
export function useReturnFocus() {
	const origin: RefObject<Element | null> = useRef(null)
	const remember = useCallback(() => {
		origin.current = document.activeElement
	}, [])
	const giveBack = useCallback((event: Event) => {
		event.preventDefault()
		const target =
			origin.current?.isConnected && origin.current !== document.body
				? origin.current
				: document.getElementById('main')
		if (target instanceof HTMLElement) target.focus()
	}, [])
	return { remember, giveBack }
}
