import { type RefObject, useMemo } from 'react'
import { type Passage, textChunks } from './text-chunks'

type SourceTextProps = {
	text: string
	/** Passages that facts quote. */
	passages?: readonly Passage[]
	/** The passage that stands out. */
	current?: Passage | null
	currentRef?: RefObject<HTMLElement | null>
	currentTestId?: string
}

/** A source's text, whole and unchanged: the text of these elements is `text`, which `readSelection` relies on. */
export function SourceText({
	text,
	passages = [],
	current = null,
	currentRef,
	currentTestId,
}: SourceTextProps) {
	const chunks = useMemo(
		() => textChunks(text, { quoted: passages, current }),
		[text, passages, current],
	)
	return chunks.map(({ start, pieces }) => (
		<div
			key={start}
			dir="auto"
			// Translated words could not be quoted.
			translate="no"
			className="[contain-intrinsic-size:auto_80rem] [content-visibility:auto] [unicode-bidi:plaintext]"
		>
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
