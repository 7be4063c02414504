import { foldText, searchWords } from '@/domain/folded-text'

type Piece = { start: number; part: string; matches: boolean }

/** A text in parts, with those that a search finds told apart. A character as a reader sees it is never cut. */
export function markMatches(text: string, search: string): Piece[] {
	const words = searchWords(search).map(foldText)
	const folded = foldText(text)
	const ranges = words.flatMap((word) => placesOf(word, folded))
	if (ranges.length === 0) return [{ start: 0, part: text, matches: false }]
	const marked = new Uint8Array(folded.length)
	for (const [start, end] of ranges) marked.fill(1, start, end)
	const pieces: Piece[] = []
	let at = 0
	for (const { start, part, length } of unitsOf(text)) {
		const matches = marked.subarray(at, at + length).includes(1)
		at += length
		const last = pieces.at(-1)
		// What is not seen goes with what stands before it.
		if (last && (length === 0 || last.matches === matches)) last.part += part
		else pieces.push({ start, part, matches })
	}
	return pieces
}

function placesOf(word: string, folded: string): [start: number, end: number][] {
	const places: [number, number][] = []
	for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
		places.push([at, at + word.length])
	return places
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The smallest parts of a text that can be folded apart from their neighbours, with the lengths that they have then. */
function unitsOf(text: string): { start: number; part: string; length: number }[] {
	const units: { start: number; part: string; length: number }[] = []
	for (const { segment, index } of segmenter.segment(text)) {
		const last = units.at(-1)
		const { length } = foldText(segment)
		// Letters such as those of Korean become one, though a reader may see two.
		const joined = last && !isAscii(segment) ? foldText(last.part + segment).length : null
		if (last && joined !== null && joined !== last.length + length) {
			last.part += segment
			last.length = joined
		} else units.push({ start: index, part: segment, length })
	}
	return units
}

const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text)
