import { useCallback, useState } from 'react'
import {
	blankDraft,
	type FileText,
	type SourceDraft,
	withFile,
	withReplacedText,
} from './source-draft'

/** The content of the form of a source. A file or a paste fills the form, and nothing that somebody typed is lost. */
export function useSourceDraft() {
	const [state, setState] = useState(blankDraft)
	const { draft, replacedText } = state

	const set = (field: keyof SourceDraft['draft']) => (event: { target: { value: string } }) => {
		const { value } = event.target
		setState((current) => ({ ...current, draft: { ...current.draft, [field]: value } }))
	}
	const fill = useCallback((file: FileText) => setState((current) => withFile(current, file)), [])
	const bringBack = () => setState(withReplacedText)
	/** Empties the form, unless it holds something newer than what was sent. */
	const clear = (sent: SourceDraft['draft']) =>
		setState((current) => (current.draft === sent ? blankDraft : current))

	return { draft, replacedText, set, fill, bringBack, clear }
}
