import { type RefObject, useEffect } from 'react'

/**
 * Lets the focus go from a modal sheet or dialog to the messages in `region`, and stay there. The trap of the modal
 * listens at the document, and would take the focus back.
 */
export function useFocusPass(region: RefObject<HTMLElement | null>) {
	useEffect(() => {
		const pass = (event: FocusEvent) => {
			const to = event.type === 'focusin' ? event.target : event.relatedTarget
			if (to instanceof Node && region.current?.contains(to)) event.stopPropagation()
		}
		const { body } = document
		body.addEventListener('focusin', pass)
		body.addEventListener('focusout', pass)
		return () => {
			body.removeEventListener('focusin', pass)
			body.removeEventListener('focusout', pass)
		}
	}, [region])
}
