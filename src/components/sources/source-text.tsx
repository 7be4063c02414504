import { type RefObject, useMemo } from 'react'

export type Passage = { start: number; end: number }

type SourceTextProps = {
	text: string
	/** Passages that facts quote. */
	passages?: readonly Passage[]
	/** The passage that stands out. */
	current?: Passage | null
	currentRef?: RefObject<HTMLElement | null>
	currentTestId?: string
}

type Piece = Passage & { kind: 'plain' | 'quoted' | 'current' }

const chunkCharacters = 3_000

/** A source's text, whole and unchanged: the text of these elements is `text`, which `readSelection` relies on. */
export function SourceText({
	text,
	passages = [],
	current = null,
	currentRef,
	currentTestId,
}: SourceTextProps) {
	const chunks = useMemo(() => chunksOf(text, passages, current), [text, passages, current])
	return chunks.map(({ start, pieces }) => (
		<div key={start} className="[contain-intrinsic-size:auto_80rem] [content-visibility:auto]">
			{pieces.map((piece) => {
				const content = text.slice(piece.start, piece.end)
				if (piece.kind === 'plain') return <span key={piece.start}>{content}</span>
				if (piece.kind === 'quoted')
					return (
						<span key={piece.start} className="underline decoration-line-strong underline-offset-4">
							{content}
						</span>
					)
				const isFirst = piece.start === current?.start
				return (
					<mark
						key={piece.start}
						ref={isFirst ? currentRef : undefined}
						data-testid={isFirst ? currentTestId : undefined}
						className="scroll-my-32 text-ink"
					>
						{content}
					</mark>
				)
			})}
		</div>
	))
}

/** Cuts the text at line ends into chunks that a browser may skip while they are out of view, and each into pieces. */
function chunksOf(text: string, passages: readonly Passage[], current: Passage | null) {
	const quoted = merged(passages)
	const edges = [...quoted, ...(current ? [current] : [])].flatMap(({ start, end }) => [start, end])
	const chunks: { start: number; pieces: Piece[] }[] = []
	for (let start = 0; start < text.length; ) {
		const lineEnd = text.indexOf('\n', start + chunkCharacters)
		// A passage is never cut in two.
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
