import { useRef } from 'react'
import { isTextField } from './is-text-field'
import { useDocumentEvent } from './use-document-event'

/** Takes a text, or files, that somebody pastes on the page outside of its fields. */
export function useTextPaste(onPaste: (pasted: { text: string; files: File[] }) => void) {
	// On Linux the middle button pastes the text that is selected anywhere: on a page that is a click gone astray.
	const byMiddleButton = useRef(false)
	useDocumentEvent('pointerdown', ({ button }) => {
		byMiddleButton.current = button === 1
	})
	useDocumentEvent('keydown', () => {
		byMiddleButton.current = false
	})
	useDocumentEvent('paste', (event) => {
		const { target, clipboardData } = event
		if (!clipboardData || isTextField(target) || byMiddleButton.current) return
		const text = clipboardData.getData('text/plain')
		const files = [...clipboardData.files]
		if (!text.trim() && files.length === 0) return
		// Otherwise the browser pastes too, into the field that `onPaste` gives the focus.
		event.preventDefault()
		onPaste({ text, files })
	})
}
