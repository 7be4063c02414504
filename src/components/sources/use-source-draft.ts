import { useCallback, useState } from 'react'

type FileText = { title: string; text: string }
type State = {
	draft: { title: string; url: string; text: string }
	/** What the last file or paste gave. */
	file: FileText
	/** The typed text that it took the place of. */
	replacedText: string | null
}

const blank: State = {
	draft: { title: '', url: '', text: '' },
	file: { title: '', text: '' },
	replacedText: null,
}

/** What stands in the form of a source. A file or a paste fills it and nothing typed is lost: a title stays, a text can be brought back. */
export function useSourceDraft() {
	const [state, setState] = useState(blank)
	const { draft, replacedText } = state

	const set = (field: keyof State['draft']) => (event: { target: { value: string } }) => {
		const { value } = event.target
		setState((current) => ({ ...current, draft: { ...current.draft, [field]: value } }))
	}
	const fill = useCallback((file: FileText) => setState((current) => filled(current, file)), [])
	const bringBack = () =>
		setState((current) => ({
			...current,
			draft: { ...current.draft, text: current.replacedText ?? current.draft.text },
			replacedText: null,
		}))
	const clear = () => setState(blank)

	return { draft, replacedText, set, fill, bringBack, clear }
}

function filled({ draft, file: earlier }: State, file: FileText): State {
	const isTyped = (field: keyof FileText) =>
		draft[field].trim() !== '' && draft[field] !== earlier[field]
	return {
		draft: { ...draft, text: file.text, title: isTyped('title') ? draft.title : file.title },
		file,
		replacedText: isTyped('text') && draft.text !== file.text ? draft.text : null,
	}
}
