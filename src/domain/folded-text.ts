// `foldedSql` of src/server/db/folded-sql.ts does the same in the database, step by step.

/** What is one letter to a reader, in whatever form it was typed; `''` where nothing is seen. */
export const foldings: [from: string, to: string][] = [
	['ß', 'ss'],
	['ẞ', 'ss'],
	['i\u0307', 'i'],
	['İ', 'i'],
	['ı', 'i'],
	['Σ', 'σ'],
	['ς', 'σ'],
	...['\u00ad', '\u200b', '\u2060', '\ufeff'].map((unseen): [string, string] => [unseen, '']),
]

const replacement = new Map(foldings)
const folded = new RegExp(foldings.map(([from]) => from).join('|'), 'gu')

/**
 * A text as a search compares it: without case, without the differences of Unicode's compatible forms (NFKC), without
 * invisible characters. It may be longer or shorter than the text.
 */
export function foldText(text: string): string {
	// Without Σ and İ no letter's lower case depends on its neighbours or on a language.
	return text
		.normalize('NFKC')
		.replace(folded, (found) => replacement.get(found) ?? found)
		.toLowerCase()
}

/** The words of a search, each of which has to be found; those that differ only in how they were typed are one. */
export function searchWords(search: string): string[] {
	const words = search.split(/\s+/).filter((word) => foldText(word) !== '')
	return [...new Map(words.map((word) => [foldText(word), word])).values()]
}
