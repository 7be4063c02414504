import { type RefObject, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { useToast } from '../ui/toast'
import { takeOutOfInput } from '../ui/unstorable'
import type { FactActions } from './fact-card'
import { type FactDialog, FactDialogs } from './fact-dialogs'
import { FactHead } from './fact-head'
import { FactList } from './fact-list'
import { filterOfView, isFiltered } from './fact-view'
import { NoFacts } from './no-facts'
import { type QueueStart, startQueue } from './queue-start'
import { countShown } from './shown-order'
import { useCurrentFact } from './use-current-fact'
import type { FactReview } from './use-fact-review'
import { useFactView } from './use-fact-view'
import { type Fact, useFacts } from './use-facts'
import { useReviewKeys, useReviewKeysChoice } from './use-review-keys'
import { useSelectedOnly } from './use-selected-only'
import type { Selection } from './use-selection'
import { verdicts } from './verdicts'

type FactPanelProps = {
	projectId: string
	selection: Selection
	review: FactReview
	headingRef: RefObject<HTMLHeadingElement | null>
	/** Called once it is known which facts there are, or why they cannot be loaded. */
	onFirstAnswer: () => void
	/** Called with the facts that the view shows, to go through. */
	onEvidence: (fact: Fact, queue: QueueStart) => void
	/** Called with how many of the selected facts the list does not show, once it is known. */
	onHidden: (count: number) => void
	/** Takes the function that leads to the card of a fact; it answers whether the view shows it. */
	leadRef: RefObject<((factId: string) => boolean) | null>
	onAddSource: () => void
	/** The fact whose evidence is shown; the list goes along with it. */
	followedId: string | null
}

/** The facts of a project: which of them, in which order, and what a reviewer says of each. */
export function FactPanel(props: FactPanelProps) {
	const { projectId, selection, review, headingRef, leadRef, onFirstAnswer, onEvidence } = props
	const { onAddSource } = props
	const { view, change, reset, searchText, setSearchText } = useFactView()
	const viewName = JSON.stringify(view)
	const selectedOnly = useSelectedOnly(selection.ids, viewName)
	const facts = useFacts(projectId, view, selectedOnly.ids)
	const { query, whole, order, ids, total, factOf, optionsOf } = facts
	const sources = trpc.source.list.useQuery({ projectId })
	const named = useMemo(
		() =>
			(sources.data ?? []).map(({ title, ...source }) => ({ ...source, title: shownTitle(title) })),
		[sources.data],
	)
	const shownView = query.isPlaceholderData
		? null
		: `${viewName}${selectedOnly.ids ? ' selected' : ''}`
	const current = useCurrentFact(ids, order ? countShown(order) : 0, shownView)
	const keys = useReviewKeysChoice()
	const [open, setOpen] = useState<FactDialog | null>(null)
	const searchField = useRef<HTMLInputElement>(null)
	const focusNext = useRef(false)
	const show = useToast()
	const canAdd = (sources.data?.length ?? 0) > 0
	const search = view.search.trim()
	// What another view counted is no count of this one; it stays for the moment that an answer takes.
	const isCounted = !!query.data && !(query.isPlaceholderData && query.failureReason)
	const isNarrowed = isFiltered(view) || selectedOnly.ids !== null
	const isEmpty = query.data && total === 0 && !isNarrowed

	useEffect(() => {
		if (!query.isPending) onFirstAnswer()
	}, [query.isPending, onFirstAnswer])

	function showAll() {
		selectedOnly.end()
		reset()
	}

	const hiddenCount = useMemo(() => {
		if (!shownView || facts.isPart) return 0
		const shown = new Set(ids)
		return [...selection.ids].filter((id) => !shown.has(id)).length
	}, [shownView, facts.isPart, ids, selection.ids])
	const { onHidden } = props
	useEffect(() => onHidden(hiddenCount), [onHidden, hiddenCount])

	const { toggle, drop } = selection
	const { note, move, moveTo } = current
	const queueNow = useRef(() => startQueue(ids))
	queueNow.current = () => {
		const { sort, bySource } = view
		return startQueue(
			ids,
			facts.isPart && shownView && !selectedOnly.ids
				? { ...filterOfView(view), sort, bySource }
				: undefined,
		)
	}
	useImperativeHandle(leadRef, () => (factId: string) => {
		const index = ids.indexOf(factId)
		if (index >= 0) moveTo(index)
		return index >= 0
	})
	const actions = useMemo<FactActions>(
		() => ({
			onSelect: toggle,
			onDecide: (fact, verdict) => void review.decide([fact.id], verdict),
			onEdit: (fact) => setOpen({ kind: 'edit', fact }),
			onAnnotate: (fact) => setOpen({ kind: 'annotate', fact }),
			onRemove: async (fact, wasSelected) => {
				note(fact.id)
				focusNext.current = true
				drop([fact.id])
				const isRemoved = await review.decide([fact.id], { removed: true })
				if (!isRemoved && wasSelected) toggle(fact.id, true)
			},
			onEvidence: (fact) => onEvidence(fact, queueNow.current()),
		}),
		[toggle, drop, review, note, onEvidence],
	)

	// The button that removed a fact goes with it: the focus stays at its place in the list.
	// biome-ignore lint/correctness/useExhaustiveDependencies: the list without the fact is what is waited for
	useEffect(() => {
		if (!focusNext.current || current.index >= 0) return
		focusNext.current = false
		if (ids.length > 0) move(0)
		else headingRef.current?.focus()
	}, [ids, current.index])

	const onCurrent = (act: (fact: Fact) => void) => () => {
		const isThere = !current.isAwaited && current.index >= 0
		const fact = isThere && current.id && factOf(current.id)
		if (fact) act(fact)
		else if (isThere || current.isAwaited)
			show('The fact was not here yet: nothing was done.', { passing: true })
	}
	useReviewKeys(keys[0], {
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
		e: onCurrent(actions.onEvidence),
		t: onCurrent(actions.onAnnotate),
		u: review.undo,
		'/': () => searchField.current?.focus(),
		'?': () => setOpen({ kind: 'keys' }),
	})

	return (
		<section aria-labelledby="facts-heading">
			<div onInputCapture={takeOutOfInput}>
				<FactHead
					projectId={projectId}
					view={view}
					sources={named}
					selection={selection}
					selectedOnly={selectedOnly}
					review={review}
					ids={ids}
					total={total}
					isLoaded={isCounted}
					isEmpty={!!isEmpty}
					searchText={searchText}
					headingRef={headingRef}
					searchRef={searchField}
					onSearchText={setSearchText}
					onChange={change}
					onKeys={() => setOpen({ kind: 'keys' })}
					onAdd={canAdd ? () => setOpen({ kind: 'add' }) : undefined}
				/>
			</div>
			<div className="mt-1">
				{(query.error ?? whole.error) && (
					<ErrorNotice
						title={
							!order
								? 'The facts could not be loaded'
								: query.error
									? 'The facts may have changed since'
									: 'Only the first facts could be loaded'
						}
						message={errorText(query.error ?? whole.error)}
						onRetry={() => (query.error ? query : whole).refetch()}
						action={
							isNarrowed && (
								<Button size="sm" onClick={showAll}>
									Show all facts
								</Button>
							)
						}
					/>
				)}
				{query.isPending && <Skeleton label="Loading facts" lines={6} />}
				{order && total === 0 && (
					<NoFacts
						view={view}
						hasSelection={selection.ids.size > 0}
						isSelectedOnly={selectedOnly.ids !== null}
						onReset={showAll}
						onAddSource={canAdd ? undefined : onAddSource}
					/>
				)}
				{order && total > 0 && (
					<FactList
						order={order}
						view={shownView}
						search={search}
						selectedIds={selection.ids}
						current={current}
						actions={actions}
						optionsOf={optionsOf}
						followedId={props.followedId}
						isBusy={
							query.isPlaceholderData ||
							searchText !== view.search ||
							(facts.isPart && selectedOnly.ids !== null)
						}
					/>
				)}
			</div>
			<FactDialogs
				projectId={projectId}
				open={open}
				sources={sources.data ?? []}
				review={review}
				optionsOf={optionsOf}
				keys={keys}
				onClose={() => setOpen(null)}
			/>
		</section>
	)
}
