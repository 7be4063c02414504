import { useEffect, useEffectEvent } from 'react'
import { takesText } from './takes-text'

/** Takes a text, or files, that are pasted on the page outside of its fields. */
export function useTextPaste(onPaste: (pasted: { text: string; files: File[] }) => void) {
	const paste = useEffectEvent((event: ClipboardEvent) => {
		const { target, clipboardData } = event
		if (!clipboardData || takesText(target)) return
		const text = clipboardData.getData('text/plain')
		const files = [...clipboardData.files]
		if (!text.trim() && files.length === 0) return
		// Else the browser pastes too, into the field that has the focus by then.
		event.preventDefault()
		onPaste({ text, files })
	})
	useEffect(() => {
		document.addEventListener('paste', paste)
		return () => document.removeEventListener('paste', paste)
	}, [])
}
