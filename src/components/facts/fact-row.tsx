import { useQuery } from '@tanstack/react-query'
import type { Ref } from 'react'
import { errorText } from '@/client/api-error'
import { Button } from '../ui/button'
import { type FactActions, FactCard } from './fact-card'
import type { CurrentFact } from './use-current-fact'
import type { FactOptions } from './use-facts'

type FactRowProps = {
	/** What places the row in the list and has it measured. */
	placed: { ref: Ref<HTMLLIElement>; 'data-index': number; style: { transform: string } }
	factId: string
	position: number
	total: number
	/** The height until the fact is there, in pixels. */
	height: number
	optionsOf: FactOptions
	selected: boolean
	search: string
	current: CurrentFact
	actions: FactActions
	/** Loads those that failed. */
	onRetry: () => void
}

export const rowClass = 'absolute inset-x-0 top-0'

/** A fact in the list, which keeps its place and the focus while the fact is on its way. */
export function FactRow(props: FactRowProps) {
	const { placed, factId, position, total, height, optionsOf, current } = props
	const { data: fact, error } = useQuery(optionsOf(factId))
	const isCurrent = factId === current.id
	return (
		<li
			{...placed}
			{...(fact && { 'data-testid': 'fact-card', 'data-fact-id': factId })}
			data-current={isCurrent}
			aria-posinset={position}
			aria-setsize={total}
			aria-busy={!fact && !error}
			// Without a control of its own, a row on its way would be passed by on the way through the list.
			tabIndex={fact ? -1 : 0}
			onFocus={() => current.note(factId)}
			className={`${rowClass} group scroll-mt-8 scroll-mb-72 before:absolute before:inset-y-0 before:left-0 before:w-1 before:rounded-full data-[current=true]:before:bg-accent focus-visible:z-10 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent focus-visible:outline-solid`}
		>
			{fact ? (
				<FactCard
					fact={fact}
					selected={props.selected}
					search={props.search}
					actions={props.actions}
				/>
			) : error ? (
				<div
					className="flex flex-wrap items-center gap-x-4 border-b border-line px-4 text-sm"
					style={{ minHeight: height }}
				>
					{/* Many may fail at once: that in hand tells of it. */}
					<p role={isCurrent ? 'alert' : undefined}>
						This fact could not be loaded. {errorText(error)}
					</p>
					<Button
						size="sm"
						onClick={({ currentTarget }) => {
							currentTarget.closest('li')?.focus({ preventScroll: true })
							props.onRetry()
						}}
					>
						Try again
					</Button>
				</div>
			) : (
				<RowSkeleton position={position} height={height} />
			)}
		</li>
	)
}

/** Stands where a fact will be. */
export function RowSkeleton({ position, height }: { position: number; height: number }) {
	return (
		<div
			className="flex animate-breathe flex-col justify-center gap-3 border-b border-line px-2 sm:px-3"
			style={{ height }}
		>
			<span className="sr-only">Loading fact {position.toLocaleString()}</span>
			<div className="h-4 w-3/5 rounded-md bg-sunken" />
			<div className="h-3 w-11/12 rounded-md bg-sunken" />
		</div>
	)
}
