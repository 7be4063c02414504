import { keepPreviousData } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { Button } from '../ui/button'
import { controlClass } from '../ui/field'
import { Icon } from '../ui/icon'
import { FactChips } from './fact-chips'
import { FactSelects } from './fact-selects'
import { FactTravel } from './fact-travel'
import { type FactView, filterOfView } from './fact-view'
import { SelectAll } from './select-all'
import type { FactReview } from './use-fact-review'
import type { useSelectedOnly } from './use-selected-only'
import type { Selection } from './use-selection'
import { ViewCount, ViewLimit } from './view-count'

type FactHeadProps = {
	projectId: string
	view: FactView
	sources: RouterOutputs['source']['list']
	selection: Selection
	selectedOnly: ReturnType<typeof useSelectedOnly>
	review: FactReview
	/** The facts of the list, as far as it is known which those are. */
	ids: string[]
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

/** What stands over the facts: what chooses among them, and how many they are. Nothing in it moves when that changes. */
export function FactHead(props: FactHeadProps) {
	const { projectId, view, sources, selection, selectedOnly, review, ids, total, isLoaded } = props
	const { isEmpty, onChange } = props
	const counts = trpc.fact.counts.useQuery(
		{ projectId, ...filterOfView(view) },
		{ placeholderData: keepPreviousData },
	)
	const tags = trpc.fact.tags.useQuery({ projectId })
	const isSelectedOnly = selectedOnly.ids !== null
	// What the filter lets through now; the list also has what was decided since it was read.
	const matching =
		isSelectedOnly || counts.isPlaceholderData ? total : (counts.data?.total ?? total)
	return (
		<div className="@container">
			<div className="flex flex-wrap items-center gap-x-2 gap-y-3">
				<h2
					ref={props.headingRef}
					id="facts-heading"
					tabIndex={-1}
					className="mr-auto font-serif text-xl"
				>
					Facts
				</h2>
				{!isEmpty && (
					<div className="grid grid-cols-2 gap-2 max-sm:order-last max-sm:w-full sm:flex">
						<FactSelects {...{ view, sources, onChange }} tags={tags.data ?? []} />
					</div>
				)}
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
			{!isEmpty && (
				<div className="mt-3 flex flex-col gap-x-3 gap-y-1 @min-[52rem]:flex-row @min-[52rem]:items-center">
					<div className="relative flex-1">
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
							placeholder="Facts, notes, tags"
							data-testid="facts-search-input"
							className={`${controlClass} h-10 pl-9`}
						/>
					</div>
					<FactChips
						{...{ view, onChange, isSelectedOnly }}
						// Of the selected facts alone nobody has counted them.
						counts={isSelectedOnly ? undefined : counts.data}
						selectedCount={selection.ids.size}
						onSelectedOnly={selectedOnly.toggle}
					/>
				</div>
			)}
			<div className="mt-1 flex min-h-8 items-center gap-x-2 whitespace-nowrap max-sm:flex-wrap sm:overflow-x-auto">
				<ViewCount {...{ isLoaded, view, isSelectedOnly }} total={matching} shown={total} />
				<SelectAll
					{...{ projectId, view, selection }}
					total={matching}
					among={isSelectedOnly ? ids : null}
					settled={review.settled}
				/>
				{total > 0 && selection.ids.size === 0 && (
					<p className="text-sm text-ink-soft max-sm:hidden">
						Select facts to write a text from them.
					</p>
				)}
				<FactTravel {...{ projectId, view, review }} selectedIds={selection.ids} />
			</div>
			<ViewLimit total={isSelectedOnly ? 0 : matching} />
		</div>
	)
}
