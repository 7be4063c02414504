import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { controlClass } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { EmptyNotice, ErrorNotice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { errorText } from '@/lib/error-text'
import { countOf } from '@/lib/format'
import { trpc } from '@/lib/trpc'
import { useDebounced } from '@/lib/use-debounced'
import { useFacts } from '@/lib/use-facts'
import { AddFactDialog } from './add-fact-dialog'
import { type FactActions, FactCard } from './fact-card'

type FactPanelProps = FactActions & { projectId: string; selectedIds: ReadonlySet<string> }

/** The facts of a project with their search, a page at a time. */
export function FactPanel({ projectId, selectedIds, ...actions }: FactPanelProps) {
	const [search, setSearch] = useState('')
	const settledSearch = useDebounced(search.trim(), 200)
	const { query, facts, total } = useFacts(projectId, settledSearch)
	const sources = trpc.source.list.useQuery({ projectId })
	const [adding, setAdding] = useState(false)
	const canAdd = (sources.data?.length ?? 0) > 0
	const isStale = query.isPlaceholderData || settledSearch !== search.trim()

	return (
		<section aria-labelledby="facts-heading">
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<div className="flex items-baseline gap-3">
					<h2 id="facts-heading" tabIndex={-1} className="font-serif text-xl">
						Facts
					</h2>
					<p role="status" className="text-sm text-ink-soft tabular-nums">
						{query.data &&
							(settledSearch
								? `${countOf(total, 'fact')} with “${settledSearch}”`
								: `${countOf(total, 'fact')}`)}
					</p>
				</div>
				<div className="flex w-full items-center gap-3 sm:w-auto">
					<div className="relative flex-1 sm:w-72">
						<span className="pointer-events-none absolute top-3 left-3 text-ink-soft">
							<Icon name="search" />
						</span>
						<input
							type="search"
							value={search}
							maxLength={200}
							onChange={(event) => setSearch(event.target.value)}
							aria-label="Search facts"
							placeholder="Search claims and quotes"
							data-testid="facts-search-input"
							className={`${controlClass} h-10 pl-9`}
						/>
					</div>
					{canAdd && (
						<Button onClick={() => setAdding(true)}>
							<Icon name="plus" />
							Add fact
						</Button>
					)}
				</div>
			</div>
			<div className="mt-4">
				{query.error && (
					<ErrorNotice
						title="The facts could not be loaded"
						message={errorText(query.error)}
						onRetry={() => query.refetch()}
					/>
				)}
				{query.isPending && <Skeleton label="Loading facts" lines={6} />}
				{query.data && facts.length === 0 && (
					<NoFacts search={settledSearch} onReset={setSearch} canAdd={canAdd} />
				)}
				{facts.length > 0 && (
					<ul
						data-testid="facts-list"
						aria-labelledby="facts-heading"
						aria-busy={isStale}
						className="border-t border-line [&_button]:scroll-mt-8 [&_button]:scroll-mb-64"
					>
						{facts.map((fact) => (
							<FactCard
								key={fact.id}
								fact={fact}
								selected={selectedIds.has(fact.id)}
								{...actions}
							/>
						))}
					</ul>
				)}
				{query.hasNextPage && (
					<div className="mt-5 flex items-center gap-4">
						<Button
							aria-disabled={query.isFetchingNextPage}
							onClick={() => !query.isFetchingNextPage && query.fetchNextPage()}
						>
							{query.isFetchingNextPage ? 'Loading…' : 'Load more'}
						</Button>
						<p className="text-sm text-ink-soft tabular-nums">
							{facts.length.toLocaleString()} of {total.toLocaleString()} shown
						</p>
					</div>
				)}
			</div>
			<AddFactDialog
				projectId={projectId}
				sources={sources.data ?? []}
				open={adding}
				onClose={() => setAdding(false)}
			/>
		</section>
	)
}

type NoFactsProps = { search: string; onReset: (search: string) => void; canAdd: boolean }

function NoFacts({ search, onReset, canAdd }: NoFactsProps) {
	if (search)
		return (
			<EmptyNotice
				title="No fact holds these words"
				action={<Button onClick={() => onReset('')}>Show all facts</Button>}
			>
				Neither a claim nor a quote contains “{search}”. Your selection is kept.
			</EmptyNotice>
		)
	return (
		<EmptyNotice title="No facts yet">
			A fact is a claim with the passage that carries it.{' '}
			{canAdd
				? 'Add the first one: write the claim and paste its passage from the source.'
				: 'Add a source first, then the facts that you take from it.'}
		</EmptyNotice>
	)
}
