import { isModalOpen } from './is-modal-open'
import { useDocumentEvent } from './use-document-event'

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'preventDefault'>

const isSubmit = ({ key, ctrlKey, metaKey }: Key) => key === 'Enter' && (ctrlKey || metaKey)

/** For a button that Enter presses: it leaves Ctrl+Enter and Cmd+Enter to the page. */
export function leaveSubmit(event: Key) {
	if (isSubmit(event)) event.preventDefault()
}

/** Runs on Ctrl+Enter or Cmd+Enter anywhere on the page, but not below an open dialog. */
export function useSubmitShortcut(onSubmit: () => void) {
	useDocumentEvent('keydown', (event) => {
		if (!isSubmit(event) || event.repeat || isModalOpen()) return
		event.preventDefault()
		onSubmit()
	})
}
