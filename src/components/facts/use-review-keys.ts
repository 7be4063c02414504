import { isModalOpen } from '../ui/is-modal-open'
import { isTextField } from '../ui/is-text-field'
import { useDocumentEvent } from '../ui/use-document-event'
import { useStoredSwitch } from '../ui/use-stored-switch'
import { keyOf } from './key-of'

const storageKey = 'artifact.review-keys'

/**
 * Calls the function of a pressed key, but never while somebody types, or with a modifier. The keys of the page do
 * nothing while a sheet covers it; the sheet may have keys of its own, beside the page unless the page has the focus.
 */
export function useReviewKeys(
	enabled: boolean,
	actions: Record<string, () => void>,
	layer: 'page' | 'sheet' = 'page',
) {
	useDocumentEvent('keydown', (event) => {
		if (!enabled || event.defaultPrevented || isTextField(event.target)) return
		const key = keyOf(event)
		if (key === null) return
		const action = Object.hasOwn(actions, key) ? actions[key] : undefined
		// A key held down moves on and on; it does not decide again and again.
		if (event.repeat && key !== 'j' && key !== 'k') return
		if (!action || isModalOpen() !== (layer === 'sheet')) return
		if (layer === 'sheet' && isSheetCovered()) return
		event.preventDefault()
		action()
	})
}

/** Whether this browser's user wants the keys; on unless they said otherwise. */
export function useReviewKeysChoice() {
	return useStoredSwitch(storageKey)
}

/** Whether a dialog or a menu is open over the sheet, or over the page that it stands beside. */
function isSheetCovered(): boolean {
	return (
		document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"]').length > 1
	)
}
