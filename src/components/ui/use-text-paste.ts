import { useEffect, useEffectEvent, useRef } from 'react'
import { isTextField } from './is-text-field'

/** Takes a text, or files, that are pasted on the page outside of its fields. */
export function useTextPaste(onPaste: (pasted: { text: string; files: File[] }) => void) {
	const paste = useEffectEvent((event: ClipboardEvent) => {
		const { target, clipboardData } = event
		if (!clipboardData || isTextField(target) || byMiddleButton.current) return
		const text = clipboardData.getData('text/plain')
		const files = [...clipboardData.files]
		if (!text.trim() && files.length === 0) return
		// Else the browser pastes too, into the field that has the focus by then.
		event.preventDefault()
		onPaste({ text, files })
	})
	// On Linux the middle button pastes what is selected anywhere: on a page that is no more than a click gone astray.
	const byMiddleButton = useRef(false)
	useEffect(() => {
		const press = ({ button }: PointerEvent) => {
			byMiddleButton.current = button === 1
		}
		const type = () => {
			byMiddleButton.current = false
		}
		document.addEventListener('pointerdown', press)
		document.addEventListener('keydown', type)
		document.addEventListener('paste', paste)
		return () => {
			document.removeEventListener('pointerdown', press)
			document.removeEventListener('keydown', type)
			document.removeEventListener('paste', paste)
		}
	}, [])
}
