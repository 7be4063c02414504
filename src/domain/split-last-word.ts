/** A last word, with the signs about it, may have this length in UTF-16 code units. */
const longest = 24
const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/**
 * Splits a text before its last word, in any script; signs at that word stay with it. The two parts together are the text.
 * The second one is empty where there is no word at the end, or one that would be too long for a line.
 */
export function splitLastWord(text: string): [string, string] {
	const from = Math.max(0, text.length - 2 * longest)
	const end = text.slice(from)
	const at = from + (end.length - lastWordOf(end, from === 0).length)
	return [text.slice(0, at), text.slice(at)]
}

function lastWordOf(end: string, isWhole: boolean): string {
	const last = /\S+$/.exec(end)?.[0] ?? ''
	const isBegun = isWhole || last.length < end.length
	if (isBegun && last.length <= longest) return last
	// Scripts without spaces between words.
	const word = [...words.segment(last)].findLast(({ isWordLike }) => isWordLike)
	if (!word || (word.index === 0 && !isBegun)) return ''
	const rest = last.slice(word.index)
	return rest.length <= longest ? rest : ''
}
