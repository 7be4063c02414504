import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { type Passage, SourceText } from '@/components/source/source-text'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { DrawerHeader } from '@/components/ui/drawer'
import { Icon } from '@/components/ui/icon'
import { ErrorNotice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { cited } from '@/lib/cited'
import { errorCode, errorText } from '@/lib/error-text'
import { type RouterOutputs, trpc } from '@/lib/trpc'
import { FactStatusBadge } from './fact-status-badge'

/** A fact as an output cited it, for when the fact itself is gone. */
export type CitedFact = RouterOutputs['output']['get']['citations'][number]

type EvidencePanelProps = {
	projectId: string
	factId: string
	citation?: CitedFact
	/** Shows another fact of the same source. */
	onFact: (factId: string) => void
	/** Given where an output led here. */
	onBackToOutput?: () => void
}

/** A fact beside the text of its source, in which its quote stands out. */
export function EvidencePanel(props: EvidencePanelProps) {
	const { projectId, factId, citation, onFact, onBackToOutput } = props
	const evidence = trpc.source.evidence.useQuery({ projectId, factId })
	const isGone = !!citation && errorCode(evidence.error) === 'NOT_FOUND'
	const fact = evidence.data?.fact ?? (isGone ? citation : undefined)
	const step = (label: string, to: string | null | undefined) => (
		<Button
			variant="quiet"
			size="sm"
			aria-disabled={!to}
			aria-label={`${label} fact of this source`}
			onClick={() => to && onFact(to)}
		>
			{label}
		</Button>
	)
	return (
		<>
			<DrawerHeader
				title="Evidence"
				description={fact ? fact.source.title : 'Where a fact stands in its source'}
				closeTestId="evidence-close"
				actions={
					<div className="-ml-2.5 flex flex-wrap items-center">
						{onBackToOutput && (
							<Button
								variant="quiet"
								size="sm"
								data-testid="evidence-back-to-output"
								onClick={onBackToOutput}
							>
								<Icon name="back" />
								Text
							</Button>
						)}
						{!isGone && (
							<>
								{step('Previous', evidence.data?.previousId)}
								{step('Next', evidence.data?.nextId)}
								<p role="status" className="text-sm text-ink-soft tabular-nums">
									{evidence.data && `${evidence.data.place} of ${evidence.data.total}`}
								</p>
							</>
						)}
					</div>
				}
			/>
			<div className="px-4 pt-6 pb-16 sm:px-8">
				{fact ? (
					<>
						{isGone && (
							<p className="mb-4 rounded-md bg-sunken p-3 text-sm">
								This fact has been deleted since. The text cited it as it stands here.
							</p>
						)}
						<EvidenceBody
							key={fact.id}
							projectId={projectId}
							fact={fact}
							badge={evidence.data && <FactStatusBadge status={evidence.data.fact.status} />}
						/>
					</>
				) : evidence.error ? (
					<ErrorNotice
						title="The evidence could not be loaded"
						message={errorText(evidence.error)}
						onRetry={() => evidence.refetch()}
					/>
				) : (
					<Skeleton label="Loading the evidence" lines={3} />
				)}
			</div>
		</>
	)
}

type EvidenceBodyProps = {
	projectId: string
	fact: CitedFact | RouterOutputs['source']['evidence']['fact']
	badge: ReactNode
}

function EvidenceBody({ projectId, fact, badge }: EvidenceBodyProps) {
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
				{badge}
			</div>
			<p data-testid="evidence-fact-text" className="mt-1 text-lg [overflow-wrap:anywhere]">
				{fact.claim}
			</p>
			{fact.quote !== null && (
				<div className="mt-3 flex flex-wrap items-center gap-3">
					<CopyButton label="Copy quote with citation" text={cited(fact.quote, fact.source)} />
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
			{source.data ? (
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

function TextWithQuote({ text, fact }: { text: string; fact: EvidenceBodyProps['fact'] }) {
	const mark = useRef<HTMLElement>(null)
	const passage = useMemo((): Passage | null => {
		if (fact.quote === null) return null
		const start = ('quoteStart' in fact ? fact.quoteStart : null) ?? text.indexOf(fact.quote)
		return start < 0 ? null : { start, end: start + fact.quote.length }
	}, [text, fact])

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new passage is the reason to scroll
	useEffect(() => {
		mark.current?.scrollIntoView({ block: 'center' })
	}, [passage])

	return (
		<div
			data-testid={fact.quote === null ? undefined : 'evidence-snippet'}
			className="max-w-[68ch] font-serif text-[1.0625rem] leading-[1.75] whitespace-pre-wrap text-ink-soft [overflow-wrap:anywhere]"
		>
			<SourceText text={text} current={passage} currentRef={mark} currentTestId="evidence-quote" />
		</div>
	)
}
