import { isModalOpen } from './is-modal-open'
import { useDocumentEvent } from './use-document-event'

/** Runs on Ctrl+Enter or Cmd+Enter anywhere on the page, but not below an open dialog. */
export function useSubmitShortcut(onSubmit: () => void) {
	useDocumentEvent('keydown', (event) => {
		if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
		if (event.repeat || isModalOpen()) return
		event.preventDefault()
		onSubmit()
	})
}
