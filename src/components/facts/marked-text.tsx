import { markMatches } from './mark-matches'

/** A text with what was searched for marked in it. Each part is an element, as a browser that translates replaces bare text. */
export function MarkedText({ text, search }: { text: string; search: string }) {
	if (!search) return <span>{text}</span>
	return markMatches(text, search).map(({ start, part, matches }) =>
		matches ? <mark key={start}>{part}</mark> : <span key={start}>{part}</span>,
	)
}
