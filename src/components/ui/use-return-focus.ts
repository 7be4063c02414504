import { useContext, useRef } from 'react'
import { MainContext } from './main-context'

/** Where the focus goes that a closed dialog has not given back yet. */
let pending: Element | null = null

/**
 * Remembers which element had the focus when a dialog opened, or which gets it back from a dialog that is just closing.
 * If that element is gone when the dialog closes, the page's main part gets the focus.
 */
export function useReturnFocus() {
	const main = useContext(MainContext)
	const origin = useRef<Element | null>(null)
	const remember = () => {
		const { activeElement, body } = document
		origin.current = activeElement === body ? pending : activeElement
		pending = origin.current
	}
	/** `lead` may take the focus elsewhere, and answers whether it did. */
	const giveBack = (event: Event, lead?: () => boolean) => {
		event.preventDefault()
		pending = null
		// What opened beside the page meanwhile has it, and has nothing that holds it.
		if (document.activeElement?.closest('[data-beside]')) return
		if (lead?.()) return
		const target = origin.current?.isConnected ? origin.current : main.current
		if (target instanceof HTMLElement) target.focus()
	}
	return { remember, giveBack }
}
