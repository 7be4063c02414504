import { markMatches } from './mark-matches'

/** A text with what was searched for marked in it. */
export function MarkedText({ text, search }: { text: string; search: string }) {
	if (!search) return text
	return markMatches(text, search).map(({ start, part, matches }) =>
		matches ? <mark key={start}>{part}</mark> : part,
	)
}
