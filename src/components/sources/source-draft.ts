/** What a file or a paste gives. */
export type FileText = { title: string; text: string }

export type SourceDraft = {
	draft: { title: string; url: string; text: string }
	/** What the last file or paste gave. */
	file: FileText
	/** What somebody had typed that the last file or paste replaced. */
	replaced: SourceDraft['draft'] | null
}

export const blankDraft: SourceDraft = {
	draft: { title: '', url: '', text: '' },
	file: { title: '', text: '' },
	replaced: null,
}

/** Whether there is nothing in the form. */
export const isBlank = ({ draft, replaced }: SourceDraft): boolean =>
	replaced === null && Object.values(draft).every((value) => value.trim() === '')

/**
 * The draft with a file in it. A title and an address that somebody typed stay where they have no text yet. With a text
 * they are another source's: the file takes the place of all three, which can be brought back.
 */
export function withFile(
	{ draft, file: earlier, replaced }: SourceDraft,
	file: FileText,
): SourceDraft {
	const isTyped = (field: keyof FileText) =>
		draft[field].trim() !== '' && draft[field] !== earlier[field]
	const hasText = draft.text.trim() !== '' && draft.text !== file.text
	if (hasText && (isTyped('title') || isTyped('text') || draft.url.trim() !== ''))
		return { draft: { ...file, url: '' }, file, replaced: draft }
	const title = isTyped('title') ? draft.title : file.title
	return { draft: { ...draft, text: file.text, title }, file, replaced }
}

/** The draft with what was replaced back in its place; a title that it had not is the present one. */
export function withReplaced(state: SourceDraft): SourceDraft {
	const { draft, replaced } = state
	if (!replaced) return state
	return { ...state, draft: { ...replaced, title: replaced.title || draft.title }, replaced: null }
}
