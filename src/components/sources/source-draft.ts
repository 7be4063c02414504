/** What a file or a paste gives. */
export type FileText = { title: string; text: string }

export type SourceDraft = {
	draft: { title: string; url: string; text: string }
	/** What the last file or paste gave. */
	file: FileText
	/** The typed text that the last file or paste replaced. */
	replacedText: string | null
}

export const blankDraft: SourceDraft = {
	draft: { title: '', url: '', text: '' },
	file: { title: '', text: '' },
	replacedText: null,
}

/** The draft with a file in it. A title that somebody typed stays; a text that somebody typed can be brought back. */
export function withFile({ draft, file: earlier }: SourceDraft, file: FileText): SourceDraft {
	const isTyped = (field: keyof FileText) =>
		draft[field].trim() !== '' && draft[field] !== earlier[field]
	return {
		draft: { ...draft, text: file.text, title: isTyped('title') ? draft.title : file.title },
		file,
		replacedText: isTyped('text') && draft.text !== file.text ? draft.text : null,
	}
}

/** The draft with the replaced text back in its place. */
export function withReplacedText(state: SourceDraft): SourceDraft {
	const text = state.replacedText ?? state.draft.text
	return { ...state, draft: { ...state.draft, text }, replacedText: null }
}
