import { useContext, useRef } from 'react'
import { MainContext } from './main-context'

/** Remembers which element had the focus when a dialog opened. If that element is gone when the dialog closes, the page's main part gets the focus. */
export function useReturnFocus() {
	const main = useContext(MainContext)
	const origin = useRef<Element | null>(null)
	const remember = () => {
		origin.current = document.activeElement
	}
	const giveBack = (event: Event) => {
		event.preventDefault()
		const { body } = document
		const isThere = origin.current?.isConnected && origin.current !== body
		const target = isThere ? origin.current : main.current
		if (target instanceof HTMLElement) target.focus()
	}
	return { remember, giveBack }
}
