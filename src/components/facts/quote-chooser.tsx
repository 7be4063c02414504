import { useEffect, useRef, useState } from 'react'
import { errorCode, errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { fitsQuote } from '@/domain/text-size'
import { shownTitle } from '@/domain/visible-text'
import { PassageBar } from '../sources/passage-bar'
import { SelectableText } from '../sources/selectable-text'
import type { Passage } from '../sources/text-chunks'
import type { Evidence } from './changed-facts'
import type { FactReview } from './use-fact-review'

type QuoteChooserProps = {
	projectId: string
	fact: Evidence['fact']
	text: string
	/** Where the present quote stands. */
	passage: Passage | null
	onRequote: FactReview['requote']
	onDone: () => void
}

/** The text of a source, in which the passage is selected that becomes the quote of a fact. */
export function QuoteChooser(props: QuoteChooserProps) {
	const { projectId, fact, text, passage, onRequote, onDone } = props
	const utils = trpc.useUtils()
	const box = useRef<HTMLDivElement>(null)
	const [selected, setSelected] = useState<Passage | 'altered' | null>(null)
	const [isPending, setPending] = useState(false)
	const [problem, setProblem] = useState<string | null>(null)
	const chosen = selected !== 'altered' ? selected : null
	const isTooLong = chosen !== null && !fitsQuote(text.slice(chosen.start, chosen.end))

	useEffect(() => box.current?.focus({ preventScroll: true }), [])

	async function take(next: Passage | null) {
		if (!next || isTooLong || isPending) return
		setPending(true)
		setProblem(null)
		try {
			await onRequote(fact, { quoteStart: next.start, quoteEnd: next.end })
			onDone()
		} catch (error) {
			setProblem(`The quote was not changed. ${errorText(error)}`)
			if (errorCode(error) === 'CONFLICT')
				void utils.source.evidence.invalidate({ projectId, factId: fact.id })
		} finally {
			setPending(false)
		}
	}

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the choice and not the drawer
		<div data-keeps-escape onKeyDown={(event) => event.key === 'Escape' && onDone()}>
			<SelectableText
				ref={box}
				label={`Text of ${shownTitle(fact.source.title)}: select the quote`}
				text={text}
				current={passage}
				onSelect={setSelected}
				onChoose={(next) => void take(next)}
			/>
			<div className="sticky bottom-0 -mx-4 mt-6 border-t border-line bg-surface px-4 py-3 sm:-mx-8 sm:px-8">
				{problem && (
					<p role="alert" className="mb-2 text-sm text-danger">
						{problem}
					</p>
				)}
				<PassageBar
					length={chosen ? chosen.end - chosen.start : 0}
					isAltered={selected === 'altered'}
					isTooLong={isTooLong}
					idle="Select the passage that carries the claim, by pointer or with Shift and the arrow keys."
					label={isPending ? 'Taking it…' : 'Use as the quote'}
					testId="evidence-requote"
					onChoose={() => void take(chosen)}
					onCancel={onDone}
				/>
			</div>
		</div>
	)
}
