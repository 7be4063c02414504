import { useCallback, useRef, useState } from 'react'
import { keepDraft, keptDraft } from '../ui/kept-drafts'
import {
	blankDraft,
	type FileText,
	isBlank,
	type SourceDraft,
	withFile,
	withReplaced,
} from './source-draft'

/** The content of the form of a source. A file or a paste fills the form, and nothing that somebody typed is lost. */
export function useSourceDraft(projectId: string) {
	const name = `source of ${projectId}`
	const [state, setState] = useState(() => keptDraft<SourceDraft>(name) ?? blankDraft)
	const latest = useRef(state)
	const change = useCallback(
		(next: (current: SourceDraft) => SourceDraft) => {
			latest.current = next(latest.current)
			keepDraft(name, isBlank(latest.current) ? undefined : latest.current)
			setState(latest.current)
		},
		[name],
	)

	const set = (field: keyof SourceDraft['draft']) => (event: { target: { value: string } }) => {
		const { value } = event.target
		change((current) => ({ ...current, draft: { ...current.draft, [field]: value } }))
	}
	const fill = useCallback(
		(file: FileText) => change((current) => withFile(current, file)),
		[change],
	)
	const bringBack = () => change(withReplaced)
	const startAfresh = () => change(() => blankDraft)
	/** Empties the form, unless it holds something newer than what was sent; what that had replaced is in it again. */
	const clear = (sent: SourceDraft['draft']) =>
		change((current) =>
			current.draft === sent
				? { ...blankDraft, draft: current.replaced ?? blankDraft.draft }
				: current,
		)

	return { ...state, set, fill, bringBack, startAfresh, clear }
}
