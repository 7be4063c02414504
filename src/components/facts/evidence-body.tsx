import { useLayoutEffect, useMemo, useRef } from 'react'
import { errorCode, errorText } from '@/client/api-error'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { SourceText } from '../sources/source-text'
import type { Passage } from '../sources/text-chunks'
import { CopyButton } from '../ui/copy-button'
import { ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { FactStatusBadge } from './fact-status-badge'
import { quoteWithSource } from './quote-with-source'
import type { Fact } from './use-facts'

/** A fact as an output cited it, for when the fact itself is gone. */
export type CitedFact = RouterOutputs['output']['get']['citations'][number]

type EvidenceBodyProps = {
	projectId: string
	fact: CitedFact | RouterOutputs['source']['evidence']['fact']
	/** None where the fact is gone. */
	status?: Fact['status']
}

/** A claim, and its quote in the text of its source. */
export function EvidenceBody({ projectId, fact, status }: EvidenceBodyProps) {
	const sourceId = fact.source.id
	const source = trpc.source.get.useQuery(
		{ projectId, sourceId },
		{ staleTime: Number.POSITIVE_INFINITY },
	)
	const { url } = fact.source
	return (
		<>
			<div className="flex items-center gap-4 text-sm">
				<h3 className="font-medium text-ink-soft">Claim</h3>
				{status && <FactStatusBadge status={status} />}
			</div>
			<p
				data-testid="evidence-fact-text"
				dir="auto"
				className="mt-1 text-lg [overflow-wrap:anywhere]"
			>
				{fact.claim}
			</p>
			{fact.quote !== null && (
				<div className="mt-3 flex flex-wrap items-center gap-3">
					<CopyButton
						label="Copy quote with citation"
						text={quoteWithSource(fact.quote, fact.source)}
					/>
				</div>
			)}
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
	const { quote } = fact
	const known = 'quoteStart' in fact ? fact.quoteStart : null
	const passage = useMemo((): Passage | null => {
		if (quote === null) return null
		const start = known ?? text.indexOf(quote)
		return start < 0 ? null : { start, end: start + quote.length }
	}, [text, quote, known])

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new passage is the reason to scroll
	useLayoutEffect(() => keepInMiddle(mark.current), [passage])

	return (
		<div
			data-testid={fact.quote === null ? undefined : 'evidence-snippet'}
			className="max-w-[68ch] font-serif text-[1.0625rem] leading-[1.75] whitespace-pre-wrap text-ink-soft [overflow-wrap:anywhere]"
		>
			<SourceText text={text} current={passage} currentRef={mark} currentTestId="evidence-quote" />
		</div>
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
