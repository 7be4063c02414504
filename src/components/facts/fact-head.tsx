import { keepPreviousData } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { Button } from '../ui/button'
import { controlClass } from '../ui/field'
import { Icon } from '../ui/icon'
import { FactToolbar } from './fact-toolbar'
import { FactTravel } from './fact-travel'
import { type FactView, filterOfView } from './fact-view'
import { SelectAll } from './select-all'
import type { FactReview } from './use-fact-review'
import type { Selection } from './use-selection'
import { ViewCount } from './view-count'

type FactHeadProps = {
	projectId: string
	view: FactView
	sources: RouterOutputs['source']['list']
	selection: Selection
	review: FactReview
	/** How many facts the list has, or would have once it is loaded to its end. */
	total: number
	isLoaded: boolean
	/** Whether the project has no fact, so that there is nothing to choose from. */
	isEmpty: boolean
	searchText: string
	headingRef: RefObject<HTMLHeadingElement | null>
	searchRef: RefObject<HTMLInputElement | null>
	onSearchText: (text: string) => void
	onChange: (part: Partial<FactView>) => void
	onKeys: () => void
	/** Given where there is a source that a fact can be of. */
	onAdd?: () => void
}

/** What stands over the facts: how many there are, and what chooses among them. */
export function FactHead(props: FactHeadProps) {
	const { projectId, view, sources, selection, review, total, isLoaded, isEmpty } = props
	const counts = trpc.fact.counts.useQuery(
		{ projectId, ...filterOfView(view) },
		{ placeholderData: keepPreviousData },
	)
	const tags = trpc.fact.tags.useQuery({ projectId })
	// What the filter lets through now; the list also has what was decided since it was read.
	const matching = counts.isPlaceholderData ? total : (counts.data?.total ?? total)
	return (
		<>
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<div className="flex flex-wrap items-baseline gap-x-3">
					<h2
						ref={props.headingRef}
						id="facts-heading"
						tabIndex={-1}
						className="font-serif text-xl"
					>
						Facts
					</h2>
					<ViewCount isLoaded={isLoaded} total={matching} shown={total} view={view} />
					<SelectAll
						projectId={projectId}
						view={view}
						total={matching}
						selection={selection}
						settled={review.settled}
					/>
					<FactTravel {...{ projectId, view, review }} selectedIds={selection.ids} />
					{total > 0 && selection.ids.size === 0 && (
						<p className="text-sm text-ink-soft">Select facts to write a text from them.</p>
					)}
				</div>
				<div className="flex w-full items-center gap-2 sm:w-auto">
					<div className="relative flex-1 sm:w-64">
						<span className="pointer-events-none absolute top-3 left-3 text-ink-soft">
							<Icon name="search" />
						</span>
						<input
							ref={props.searchRef}
							type="search"
							value={props.searchText}
							maxLength={limits.searchLength}
							onChange={(event) => props.onSearchText(event.target.value)}
							aria-label="Search facts"
							placeholder="Search facts, notes, tags"
							data-testid="facts-search-input"
							className={`${controlClass} h-10 pl-9`}
						/>
					</div>
					<Button
						aria-label="Keyboard shortcuts"
						title="Keyboard shortcuts"
						className="px-3 max-sm:hidden"
						onClick={props.onKeys}
					>
						<Icon name="keyboard" />
					</Button>
					{props.onAdd && (
						<Button onClick={props.onAdd}>
							<Icon name="plus" />
							<span>Add fact</span>
						</Button>
					)}
				</div>
			</div>
			{!isEmpty && (
				<FactToolbar
					view={view}
					sources={sources}
					tags={tags.data ?? []}
					counts={counts.data}
					onChange={props.onChange}
				/>
			)}
		</>
	)
}
