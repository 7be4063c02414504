import { useQueryClient } from '@tanstack/react-query'
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { isTextField } from '../ui/is-text-field'
import { useMedia } from '../ui/use-media'
import type { FactOrder } from './changed-facts'
import type { FactActions } from './fact-card'
import { FactRow, RowSkeleton, rowClass } from './fact-row'
import { countShown, rowsOf } from './shown-order'
import type { CurrentFact } from './use-current-fact'
import type { FactOptions } from './use-facts'
import { useFollowedFact } from './use-followed-fact'
import { useKeptPlace } from './use-kept-place'
import { useRowsAhead } from './use-rows-ahead'

type FactListProps = {
	order: FactOrder
	/** Names the view; null while the facts are still those of another one. */
	view: string | null
	search: string
	selectedIds: ReadonlySet<string>
	current: CurrentFact
	actions: FactActions
	optionsOf: FactOptions
	isBusy: boolean
	/** The fact whose evidence is shown. */
	followedId: string | null
}

/** Up to here every card is in the document, where the browser's own search finds it. */
const wholeUpTo = 40
const rowsBeyondView = 8
/** Between a row that is brought into view and the edge of the window, in pixels: the border of the list and what rounding takes are no part of what is measured. */
const edgeRoom = 4
/** What the bar of a selection covers of the window, in pixels. */
const dockRoom = 160
/** What most rows come to, in pixels; a row that is not loaded yet has this height. */
const rowHeight = { wide: 78, narrow: 150, heading: 37 }

/** The facts as cards, of which a long list holds only those near the view, the current one and the one with the focus. */
export function FactList(props: FactListProps) {
	const { order, view, search, selectedIds, current, actions, optionsOf, isBusy } = props
	const list = useRef<HTMLUListElement>(null)
	const client = useQueryClient()
	const rows = useMemo(() => rowsOf(order), [order])
	const total = order.total
	const margin = useTopOf(list)
	const height = useMedia('(min-width: 40rem)') ? rowHeight.wide : rowHeight.narrow
	const currentRow = useMemo(
		() => rows.findIndex((row) => 'factId' in row && row.factId === current.id),
		[rows, current.id],
	)

	const virtualizer = useWindowVirtualizer({
		count: rows.length,
		estimateSize: (index) => {
			const row = rows[index]
			return row && 'heading' in row ? rowHeight.heading : height
		},
		overscan: rowsBeyondView,
		scrollMargin: margin,
		getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
		rangeExtractor: useCallback(
			(range: Range) => {
				if (range.count <= wholeUpTo) return Array.from({ length: range.count }, (_, row) => row)
				const near = defaultRangeExtractor(range)
				if (currentRow < 0 || near.includes(currentRow)) return near
				return [...near, currentRow].sort((one, other) => one - other)
			},
			[currentRow],
		),
		useFlushSync: false,
		scrollPaddingStart: edgeRoom,
		scrollPaddingEnd: selectedIds.size > 0 ? dockRoom : edgeRoom,
	})
	const items = virtualizer.getVirtualItems()
	useKeptPlace(rows, items, {
		view,
		startOf: (index) => virtualizer.measurementsCache[index]?.start,
	})
	useFollowedFact(rows, virtualizer, { factId: props.followedId, note: current.note })
	useRowsAhead(rows, virtualizer.range, (factId) => {
		const options = optionsOf(factId)
		// A row that failed says so, and is loaded when it is asked for.
		if (client.getQueryState(options.queryKey)?.status !== 'error')
			void client.prefetchQuery(options)
	})

	// biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves once for each time that it is asked for
	useLayoutEffect(() => {
		if (current.turn === 0) return
		const card = current.id && virtualizer.elementsCache.get(current.id)
		if (!(card instanceof HTMLElement)) return
		card.focus({ preventScroll: true })
		card.scrollIntoView({ block: 'nearest' })
	}, [current.turn])

	/** Of the facts in sight, and of those that were. */
	function retry() {
		const [path] = optionsOf('').queryKey
		void client.refetchQueries({
			queryKey: [path],
			predicate: ({ state }) => state.status === 'error',
		})
	}

	function toAnEnd(event: KeyboardEvent) {
		const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event
		if (key !== 'Home' && key !== 'End') return
		if (altKey || ctrlKey || metaKey || shiftKey || isTextField(target)) return
		event.preventDefault()
		current.moveTo(key === 'Home' ? 0 : countShown(order) - 1)
	}

	return (
		<ul
			ref={list}
			data-testid="facts-list"
			aria-labelledby="facts-heading"
			aria-busy={isBusy}
			onKeyDown={toAnEnd}
			className="relative border-t border-line [&_button]:scroll-mt-8 [&_button]:scroll-mb-64"
			style={{ height: virtualizer.getTotalSize() }}
		>
			{items.map(({ index, start }) => {
				const row = rows[index]
				if (!row) return null
				const placed = {
					ref: virtualizer.measureElement,
					'data-index': index,
					style: { transform: `translateY(${start - margin}px)` },
				}
				if ('heading' in row)
					return (
						<li
							key={row.key}
							{...placed}
							className={`${rowClass} border-b border-line bg-sunken px-2 py-2 sm:px-3`}
						>
							<h3 dir="auto" className="truncate text-sm font-medium">
								{row.heading}
							</h3>
						</li>
					)
				const { key, factId, position } = row
				if (!factId)
					return (
						<li key={key} {...placed} aria-busy className={rowClass}>
							<RowSkeleton position={position} height={height} />
						</li>
					)
				return (
					<FactRow
						key={key}
						{...{ placed, factId, position, total, height, optionsOf, search, current, actions }}
						selected={selectedIds.has(factId)}
						onRetry={retry}
					/>
				)
			})}
		</ul>
	)
}

/** How far below the top of the document an element begins; what stands above it may grow and shrink. */
function useTopOf(element: React.RefObject<HTMLElement | null>): number {
	const [top, setTop] = useState(0)
	useLayoutEffect(() => {
		const measure = () => {
			const box = element.current?.getBoundingClientRect()
			if (box) setTop(Math.round(box.top + window.scrollY))
		}
		measure()
		const observer = new ResizeObserver(measure)
		observer.observe(document.body)
		return () => observer.disconnect()
	}, [element])
	return top
}
