/** A text in parts, with those that a search for words and beginnings of words finds told apart. */
export function markMatches(text: string, search: string) {
	// The database breaks a search into words at whatever is no letter and no digit.
	const words = search.match(/[\p{L}\p{N}]+/gu) ?? []
	if (words.length === 0) return [{ start: 0, part: text, matches: false }]
	const longestFirst = [...words].sort((one, other) => other.length - one.length)
	const beginnings = new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst.join('|')})`, 'giu')
	let start = 0
	return text.split(beginnings).map((part, index) => {
		const piece = { start, part, matches: index % 2 === 1 }
		start += part.length
		return piece
	})
}
