import { useEffect } from 'react'
import { isModalOpen } from './is-modal-open'

/** Runs on Ctrl+Enter or Cmd+Enter anywhere on the page, but not below an open dialog. */
export function useSubmitShortcut(onSubmit: () => void) {
	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent) => {
			if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
			if (event.repeat || isModalOpen()) return
			event.preventDefault()
			onSubmit()
		}
		document.addEventListener('keydown', onKeyDown)
		return () => document.removeEventListener('keydown', onKeyDown)
	}, [onSubmit])
}
