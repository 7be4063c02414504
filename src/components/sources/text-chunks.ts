/** Where a passage lies in a text: from `start` up to, but not including, `end`. */
export type Passage = { start: number; end: number }

type Piece = Passage & { kind: 'plain' | 'quoted' | 'current' }
type Chunk = { start: number; pieces: Piece[] }
type Passages = {
	/** Passages that facts quote. */
	quoted: readonly Passage[]
	/** The passage that stands out. */
	current: Passage | null
}

const chunkCharacters = 3_000

/** Cuts a text at line ends into chunks, and each chunk into pieces. The current passage is never cut in two. */
export function textChunks(text: string, { quoted: passages, current }: Passages): Chunk[] {
	const quoted = merged(passages)
	const edges = [...quoted, ...(current ? [current] : [])].flatMap(({ start, end }) => [start, end])
	const chunks: Chunk[] = []
	for (let start = 0; start < text.length; ) {
		const lineEnd = text.indexOf('\n', start + chunkCharacters)
		const around = current && current.start <= lineEnd && lineEnd < current.end ? current.end : -1
		const next = around >= 0 ? text.indexOf('\n', around) : lineEnd
		const end = next < 0 ? text.length : next + 1
		const inside = edges.filter(
			(edge) =>
				edge > start && edge < end && !(current && current.start < edge && edge < current.end),
		)
		const cuts = [...new Set([start, ...inside, end])].sort((one, other) => one - other)
		const pieces = cuts.slice(0, -1).map((from, index): Piece => {
			const piece = { start: from, end: cuts[index + 1] ?? end }
			const covers = (passage: Passage) => passage.start <= from && piece.end <= passage.end
			const kind = current && covers(current) ? 'current' : quoted.some(covers) ? 'quoted' : 'plain'
			return { ...piece, kind }
		})
		chunks.push({ start, pieces })
		start = end
	}
	return chunks
}

/** The same characters as passages that do not touch. */
function merged(passages: readonly Passage[]): Passage[] {
	const result: Passage[] = []
	for (const { start, end } of [...passages].sort((one, other) => one.start - other.start)) {
		const last = result.at(-1)
		if (last && start <= last.end) last.end = Math.max(last.end, end)
		else result.push({ start, end })
	}
	return result
}
