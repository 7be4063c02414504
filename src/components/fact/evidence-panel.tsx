import { DrawerHeader } from '@/components/ui/drawer'
import { ErrorNotice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { errorText } from '@/lib/error-text'
import { trpc } from '@/lib/trpc'
import type { Fact } from '@/lib/use-facts'

const contextCharacters = 700

/** A fact beside the passage of its source that carries it. */
export function EvidencePanel({ projectId, fact }: { projectId: string; fact: Fact }) {
	const source = trpc.source.get.useQuery({ projectId, sourceId: fact.source.id })
	return (
		<>
			<DrawerHeader title="Evidence" description={fact.source.title} closeTestId="evidence-close" />
			<div className="px-4 pt-6 pb-16 sm:px-8">
				<h3 className="text-sm font-medium text-ink-soft">Claim</h3>
				<p data-testid="evidence-fact-text" className="mt-1 text-lg [overflow-wrap:anywhere]">
					{fact.claim}
				</p>
				<h3 className="mt-8 text-sm font-medium text-ink-soft">In the source</h3>
				{!fact.quote ? (
					<p data-testid="evidence-snippet" className="mt-1 text-ink-soft">
						This fact has no quote. Treat it as a claim that still needs its evidence.
					</p>
				) : source.data ? (
					<Snippet text={source.data.text} quote={fact.quote} />
				) : source.error ? (
					<ErrorNotice
						title="The source could not be loaded"
						message={errorText(source.error)}
						onRetry={() => source.refetch()}
					/>
				) : (
					<Skeleton label="Loading the source" lines={2} />
				)}
				{source.data?.url && (
					<a
						href={source.data.url}
						target="_blank"
						rel="noreferrer"
						data-testid="evidence-source-url"
						className="mt-6 inline-block rounded-md text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
					>
						{source.data.url}
						<span className="sr-only"> (opens in a new tab)</span>
					</a>
				)}
			</div>
		</>
	)
}

function Snippet({ text, quote }: { text: string; quote: string }) {
	const start = text.indexOf(quote)
	const end = start + quote.length
	// Whole words, unless there is no space in reach.
	const from = start > contextCharacters ? text.indexOf(' ', start - contextCharacters) + 1 : 0
	const lastSpace = text.lastIndexOf(' ', end + contextCharacters)
	const to = text.length - end > contextCharacters ? Math.max(end, lastSpace) : text.length
	return (
		<p
			data-testid="evidence-snippet"
			className="mt-1 font-serif text-[1.0625rem] leading-[1.75] whitespace-pre-line text-ink-soft [overflow-wrap:anywhere]"
		>
			{from > 0 && '… '}
			{text.slice(Math.min(from, start), start)}
			<mark className="text-ink">{quote}</mark>
			{text.slice(end, to)}
			{to < text.length && ' …'}
		</p>
	)
}
