import { useLayoutEffect, useMemo, useRef } from 'react'
import { errorCode, errorText } from '@/client/api-error'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { SourceText } from '../sources/source-text'
import type { Passage } from '../sources/text-chunks'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Icon } from '../ui/icon'
import { ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { useToast } from '../ui/toast'
import { useEditing } from '../ui/use-editing'
import { QuoteChooser } from './quote-chooser'
import { quoteWithSource } from './quote-with-source'
import { TagList } from './tag-list'
import type { FactReview } from './use-fact-review'

/** A fact as an output cited it, for when the fact itself is gone. */
export type CitedFact = RouterOutputs['output']['get']['citations'][number]

/** A fact that is there. */
export type LiveFact = RouterOutputs['source']['evidence']['fact']

type EvidenceBodyProps = {
	projectId: string
	fact: CitedFact | LiveFact
	/** None where the fact is gone. */
	live: LiveFact | undefined
	review: FactReview
}

/** The quote of a fact in the text of its source. */
export function EvidenceBody({ projectId, fact, live, review }: EvidenceBodyProps) {
	const choosing = useEditing()
	const show = useToast()
	const sourceId = fact.source.id
	const source = trpc.source.get.useQuery(
		{ projectId, sourceId },
		{ staleTime: Number.POSITIVE_INFINITY },
	)
	const { url } = fact.source
	return (
		<>
			{live && <Annotations note={live.note} tags={live.tags} />}
			<div className="flex flex-wrap items-center gap-3 not-first:mt-3 empty:hidden">
				{fact.quote !== null && (
					<CopyButton
						label="Copy quote with citation"
						text={quoteWithSource(fact.quote, fact.source)}
					/>
				)}
				{live && source.data && (
					<Button
						ref={choosing.button}
						size="sm"
						data-testid="evidence-choose-quote"
						aria-expanded={choosing.isEditing}
						onClick={choosing.isEditing ? choosing.stop : choosing.start}
					>
						<Icon name="edit" />
						<span>{live.quote === null ? 'Give it a quote' : 'Change the quote'}</span>
					</Button>
				)}
				{live && live.quote !== null && (
					<Button
						size="sm"
						data-testid="evidence-take-quote-back"
						onClick={() =>
							review
								.requote(live, { quoteStart: null, quoteEnd: null })
								.catch((error) => show(`The quote was not taken back. ${errorText(error)}`))
						}
					>
						Take the quote back
					</Button>
				)}
			</div>
			{url && (
				<a
					href={url}
					target="_blank"
					rel="noreferrer"
					data-testid="evidence-source-url"
					className="mt-3 inline-block rounded-md text-sm text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
				>
					{url}
					<span className="sr-only"> (opens in a new tab)</span>
				</a>
			)}
			<h3 className="mt-8 mb-2 text-sm font-medium text-ink-soft">In the source</h3>
			{fact.quote === null && (
				<p data-testid="evidence-snippet" className="mb-4 text-ink-soft">
					This fact has no quote. Treat it as a claim that still needs its evidence.
				</p>
			)}
			{errorCode(source.error) === 'NOT_FOUND' ? (
				<QuoteOfDeleted quote={fact.quote} />
			) : source.data && live && choosing.isEditing ? (
				<QuoteChooser
					projectId={projectId}
					fact={live}
					text={source.data.text}
					passage={passageOf(live, source.data.text)}
					onRequote={review.requote}
					onDone={choosing.stop}
				/>
			) : source.data ? (
				<TextWithQuote text={source.data.text} fact={fact} />
			) : source.error ? (
				<ErrorNotice
					title="The source could not be loaded"
					message={errorText(source.error)}
					onRetry={() => source.refetch()}
				/>
			) : (
				<Skeleton label="Loading the source" lines={2} />
			)}
		</>
	)
}

function QuoteOfDeleted({ quote }: { quote: string | null }) {
	return (
		<>
			<p className="mb-4 rounded-md bg-sunken p-3 text-sm">
				{`The source has been deleted since.${quote === null ? '' : ' The text cited it with these words:'}`}
			</p>
			{quote !== null && (
				<blockquote
					dir="auto"
					data-testid="evidence-snippet"
					className="max-w-[68ch] font-serif text-[1.0625rem] leading-[1.75] whitespace-pre-wrap text-ink-soft [overflow-wrap:anywhere]"
				>
					{quote}
				</blockquote>
			)}
		</>
	)
}

function TextWithQuote({ text, fact }: { text: string; fact: EvidenceBodyProps['fact'] }) {
	const mark = useRef<HTMLElement>(null)
	const box = useRef<HTMLDivElement>(null)
	const { start, end } = passageOf(fact, text) ?? nowhere
	const passage = useMemo(() => (start < 0 ? null : { start, end }), [start, end])

	useLayoutEffect(() => {
		if (passage) return keepInMiddle(mark.current)
		box.current?.closest('[role="dialog"]')?.scrollTo({ top: 0 })
	}, [passage])

	return (
		<div
			ref={box}
			data-testid={fact.quote === null ? undefined : 'evidence-snippet'}
			className="max-w-[68ch] font-serif text-[1.0625rem] leading-[1.75] whitespace-pre-wrap text-ink-soft [overflow-wrap:anywhere]"
		>
			<SourceText text={text} current={passage} currentRef={mark} currentTestId="evidence-quote" />
		</div>
	)
}

const nowhere = { start: -1, end: -1 }

/** Where the quote stands in the text; null for a fact without one. */
function passageOf(fact: EvidenceBodyProps['fact'], text: string): Passage | null {
	if (fact.quote === null) return null
	const start = ('quoteStart' in fact ? fact.quoteStart : null) ?? text.indexOf(fact.quote)
	return start < 0 ? null : { start, end: start + fact.quote.length }
}

function Annotations({ note, tags }: Pick<LiveFact, 'note' | 'tags'>) {
	return (
		<>
			{note && (
				<p className="mt-2 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
					<span className="text-ink-soft">Note: </span>
					<span dir="auto">{note}</span>
				</p>
			)}
			{tags.length > 0 && (
				<div className="mt-2 text-sm">
					<TagList tags={tags} />
				</div>
			)}
		</>
	)
}

const framesToSettle = 10

/** Parts of a long text take their true height only once they are near the view, which moves the passage away again. */
function keepInMiddle(element: HTMLElement | null): () => void {
	let left = framesToSettle
	let frame = 0
	const scroll = () => {
		// A button that moves away while it is pressed gets no click.
		if (!document.querySelector(':active')) {
			element?.scrollIntoView({ block: 'center' })
			left -= 1
		}
		if (left > 0) frame = requestAnimationFrame(scroll)
	}
	scroll()
	return () => cancelAnimationFrame(frame)
}
