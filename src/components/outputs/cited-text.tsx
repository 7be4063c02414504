import { useState } from 'react'
import type { RouterOutputs } from '@/client/trpc'
import { useElements } from '../ui/use-elements'
import { type CitedFact, notesOf } from './citation-note'
import { type Citation, OutputText } from './output-text'
import { QuoteList } from './quote-list'

type CitedTextProps = {
	output: Pick<RouterOutputs['output']['shared'], 'blocks'> & {
		citations: Citation[]
		/** What became of the cited facts; absent where readers do not learn it. */
		citedFacts?: CitedFact[]
	}
	/** Of the box around the text. */
	testId: string
	className: string
	headingLevel?: 2 | 3
	/** Shows a quote in its source; absent where readers must not see the sources. */
	onEvidence?: (citation: Citation) => void
}

/** A text with its quotes below. A number in the text leads to its quote, and the quote's number leads back. */
export function CitedText(props: CitedTextProps) {
	const { output, testId, className, headingLevel, onEvidence } = props
	const [shown, setShown] = useState<number | null>(null)
	const marks = useElements()
	const quotes = useElements()
	const numbers = new Map(output.citations.map(({ id, number }) => [id, number]))
	const notes = notesOf(output.citations, output.citedFacts ?? [])
	return (
		<>
			<div data-testid={testId} className={className}>
				<OutputText
					blocks={output.blocks}
					numbers={numbers}
					notes={notes}
					markRefOf={marks.refOf}
					onCitation={(number) => {
						setShown(number)
						quotes.focus(number)
					}}
					headingLevel={headingLevel}
				/>
			</div>
			<QuoteList
				citations={output.citations}
				notes={notes}
				shown={shown}
				quoteRefOf={quotes.refOf}
				onBack={(number) => {
					setShown(null)
					marks.focus(number)
				}}
				onEvidence={onEvidence}
				headingLevel={headingLevel}
			/>
		</>
	)
}
