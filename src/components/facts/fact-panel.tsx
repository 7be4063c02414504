import dynamic from 'next/dynamic'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { Button } from '../ui/button'
import { controlClass } from '../ui/field'
import { Icon } from '../ui/icon'
import { ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import type { FactActions } from './fact-card'
import { FactList } from './fact-list'
import { FactToolbar } from './fact-toolbar'
import { FactTravel } from './fact-travel'
import { isFiltered } from './fact-view'
import { NoFacts } from './no-facts'
import { SelectAll } from './select-all'
import { useCurrentFact } from './use-current-fact'
import type { FactReview } from './use-fact-review'
import { useFactView } from './use-fact-view'
import { type Fact, useFacts } from './use-facts'
import { useReviewKeys, useReviewKeysChoice } from './use-review-keys'
import type { Selection } from './use-selection'
import { verdicts } from './verdicts'
import { ViewCount } from './view-count'

const AddFactDialog = dynamic(() => import('./add-fact-dialog').then((file) => file.AddFactDialog))
const EditClaimDialog = dynamic(() => import('./edit-claim-dialog'))
const ReviewKeysDialog = dynamic(() => import('./review-keys-dialog'))

type FactPanelProps = {
	projectId: string
	selection: Selection
	review: FactReview
	headingRef: RefObject<HTMLHeadingElement | null>
	/** Called once it is known which facts there are, or why they cannot be loaded. */
	onFirstAnswer: () => void
	onEvidence: (fact: Fact) => void
	onAddSource: () => void
}

type Open = { dialog: 'add' | 'keys' } | { dialog: 'edit'; fact: Fact }

/** The facts of a project: which of them, in which order, and what a reviewer says of each. */
export function FactPanel(props: FactPanelProps) {
	const { projectId, selection, review, headingRef, onFirstAnswer, onEvidence, onAddSource } = props
	const { view, change, reset, searchText, setSearchText } = useFactView()
	const { query, facts, total } = useFacts(projectId, view)
	const sources = trpc.source.list.useQuery({ projectId })
	const current = useCurrentFact(facts, query.isPlaceholderData ? null : JSON.stringify(view))
	const [keysOn, chooseKeys] = useReviewKeysChoice()
	const [open, setOpen] = useState<Open | null>(null)
	const [hasAdded, setHasAdded] = useState(false)
	const drafts = useRef(new Map<string, string>())
	const searchField = useRef<HTMLInputElement>(null)
	const focusNext = useRef(false)
	const canAdd = (sources.data?.length ?? 0) > 0
	const search = view.search.trim()
	// What another view counted is no count of this one; it stays for the moment that an answer takes.
	const isCounted = !!query.data && !(query.isPlaceholderData && query.failureReason)
	const isEmpty = query.data && total === 0 && !search && !isFiltered(view)

	useEffect(() => {
		if (!query.isPending) onFirstAnswer()
	}, [query.isPending, onFirstAnswer])

	const { toggle, drop } = selection
	const { note, move } = current
	const actions = useMemo<FactActions>(
		() => ({
			onSelect: toggle,
			onDecide: (fact, verdict) => void review.decide([fact.id], verdict),
			onEdit: (fact) => setOpen({ dialog: 'edit', fact }),
			onRemove: async (fact, wasSelected) => {
				note(fact.id)
				focusNext.current = true
				drop([fact.id])
				const isRemoved = await review.decide([fact.id], { removed: true })
				if (!isRemoved && wasSelected) toggle(fact.id, true)
			},
			onEvidence,
		}),
		[toggle, drop, review, note, onEvidence],
	)

	// The button that removed a fact goes with it: the focus stays at its place in the list.
	// biome-ignore lint/correctness/useExhaustiveDependencies: the list without the fact is what is waited for
	useEffect(() => {
		if (!focusNext.current || current.index >= 0) return
		focusNext.current = false
		if (facts.length > 0) move(0)
		else headingRef.current?.focus()
	}, [facts, current.index])

	const onCurrent = (act: (fact: Fact) => void) => () => {
		const fact = facts[current.index]
		if (fact) act(fact)
	}
	useReviewKeys(keysOn, {
		j: () => move(1),
		k: () => move(-1),
		...Object.fromEntries(
			verdicts.map(({ key, status }) => [
				key,
				onCurrent((fact) => actions.onDecide(fact, { status })),
			]),
		),
		x: onCurrent((fact) => toggle(fact.id, !selection.ids.has(fact.id))),
		p: onCurrent((fact) => actions.onDecide(fact, { pinned: !fact.pinned })),
		e: onCurrent(onEvidence),
		u: review.undo,
		'/': () => searchField.current?.focus(),
		'?': () => setOpen({ dialog: 'keys' }),
	})

	const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
	const loadMore = useCallback(() => {
		if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
	}, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
	const close = () => setOpen(null)

	return (
		<section aria-labelledby="facts-heading">
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<div className="flex flex-wrap items-baseline gap-x-3">
					<h2 ref={headingRef} id="facts-heading" tabIndex={-1} className="font-serif text-xl">
						Facts
					</h2>
					<ViewCount isLoaded={isCounted} total={total} view={view} />
					<SelectAll projectId={projectId} view={view} total={total} selection={selection} />
					<FactTravel {...{ projectId, view, review }} selectedIds={selection.ids} />
					{total > 0 && (
						<p className={`text-sm text-ink-soft ${selection.ids.size > 0 ? 'invisible' : ''}`}>
							Select facts to write a text from them.
						</p>
					)}
				</div>
				<div className="flex w-full items-center gap-2 sm:w-auto">
					<div className="relative flex-1 sm:w-64">
						<span className="pointer-events-none absolute top-3 left-3 text-ink-soft">
							<Icon name="search" />
						</span>
						<input
							ref={searchField}
							type="search"
							value={searchText}
							maxLength={limits.searchLength}
							onChange={(event) => setSearchText(event.target.value)}
							aria-label="Search facts"
							placeholder="Search claims and quotes"
							data-testid="facts-search-input"
							className={`${controlClass} h-10 pl-9`}
						/>
					</div>
					<Button
						aria-label="Keyboard shortcuts"
						title="Keyboard shortcuts"
						className="px-3 max-sm:hidden"
						onClick={() => setOpen({ dialog: 'keys' })}
					>
						<Icon name="keyboard" />
					</Button>
					{canAdd && (
						<Button
							onClick={() => {
								setHasAdded(true)
								setOpen({ dialog: 'add' })
							}}
						>
							<Icon name="plus" />
							Add fact
						</Button>
					)}
				</div>
			</div>
			{!isEmpty && <FactToolbar view={view} sources={sources.data ?? []} onChange={change} />}
			<div className="mt-4">
				{query.error && (
					<ErrorNotice
						title={
							facts.length === 0
								? 'The facts could not be loaded'
								: isFetchNextPageError
									? 'The next facts could not be loaded'
									: 'The facts may have changed since'
						}
						message={errorText(query.error)}
						onRetry={() => (isFetchNextPageError ? fetchNextPage() : query.refetch())}
						action={
							isFiltered(view) && (
								<Button size="sm" onClick={reset}>
									Show all facts
								</Button>
							)
						}
					/>
				)}
				{query.isPending && <Skeleton label="Loading facts" lines={6} />}
				{query.data && facts.length === 0 && !hasNextPage && (
					<NoFacts
						view={view}
						hasSelection={selection.ids.size > 0}
						onReset={reset}
						onAddSource={canAdd ? undefined : onAddSource}
					/>
				)}
				{facts.length > 0 && (
					<FactList
						facts={facts}
						total={total}
						bySource={view.bySource}
						search={search}
						selectedIds={selection.ids}
						current={current}
						actions={actions}
						isBusy={query.isPlaceholderData || searchText !== view.search}
						onNearEnd={loadMore}
					/>
				)}
				{isFetchingNextPage && (
					<p role="status" className="py-4 text-sm text-ink-soft">
						Loading more facts…
					</p>
				)}
			</div>
			{hasAdded && (
				<AddFactDialog
					projectId={projectId}
					sources={sources.data ?? []}
					open={open?.dialog === 'add'}
					onClose={close}
				/>
			)}
			{open?.dialog === 'edit' && (
				<EditClaimDialog
					projectId={projectId}
					fact={facts.find(({ id }) => id === open.fact.id) ?? open.fact}
					draft={drafts.current.get(open.fact.id)}
					onDraft={(claim) => {
						if (claim === undefined) drafts.current.delete(open.fact.id)
						else drafts.current.set(open.fact.id, claim)
					}}
					onSave={review.editClaim}
					onClose={close}
				/>
			)}
			{open?.dialog === 'keys' && (
				<ReviewKeysDialog on={keysOn} onChoose={chooseKeys} onClose={close} />
			)}
		</section>
	)
}
