import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type FactActions, FactCard } from './fact-card'
import type { CurrentFact } from './use-current-fact'
import type { Fact } from './use-facts'

type FactListProps = {
	facts: Fact[]
	/** How many there are in all, loaded or not. */
	total: number
	bySource: boolean
	search: string
	selectedIds: ReadonlySet<string>
	current: CurrentFact
	actions: FactActions
	isBusy: boolean
	onNearEnd: () => void
}

type Row = { key: string; fact: Fact; position: number } | { key: string; heading: string }

/** Up to here every card is in the document, where the browser's own search finds it. */
const wholeUpTo = 40
const rowsBeyondView = 8
const rowsAheadOfEnd = 80

/** The facts as cards, of which a long list holds only those near the view, the current one and the one with the focus. */
export function FactList(props: FactListProps) {
	const { facts, total, bySource, search, selectedIds, current, actions, isBusy, onNearEnd } = props
	const list = useRef<HTMLUListElement>(null)
	const rows = useMemo(() => rowsOf(facts, bySource), [facts, bySource])
	const margin = useTopOf(list)
	const currentRow = rows.findIndex((row) => 'fact' in row && row.fact.id === current.id)

	const virtualizer = useWindowVirtualizer({
		count: rows.length,
		estimateSize: () => 190,
		overscan: rowsBeyondView,
		scrollMargin: margin,
		getItemKey: (index) => rows[index]?.key ?? index,
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
	})
	const items = virtualizer.getVirtualItems()

	const lastShown = virtualizer.range?.endIndex ?? 0
	useEffect(() => {
		if (lastShown >= rows.length - rowsAheadOfEnd) onNearEnd()
	}, [lastShown, rows.length, onNearEnd])

	// biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves once for each time that it is asked for
	useLayoutEffect(() => {
		if (current.turn === 0) return
		const card = current.id && virtualizer.elementsCache.get(current.id)
		if (!(card instanceof HTMLElement)) return
		card.focus({ preventScroll: true })
		card.scrollIntoView({ block: 'nearest' })
	}, [current.turn])

	return (
		<ul
			ref={list}
			data-testid="facts-list"
			aria-labelledby="facts-heading"
			aria-busy={isBusy}
			className="relative border-t border-line [&_button]:scroll-mt-8 [&_button]:scroll-mb-64"
			style={{ height: virtualizer.getTotalSize() }}
		>
			{items.map(({ index, key, start }) => {
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
							key={key}
							{...placed}
							className="absolute inset-x-0 top-0 border-b border-line bg-sunken px-2 py-2 sm:px-4"
						>
							<h3 dir="auto" className="truncate text-sm font-medium">
								{row.heading}
							</h3>
						</li>
					)
				return (
					<li
						key={key}
						{...placed}
						data-testid="fact-card"
						data-fact-id={row.fact.id}
						data-current={row.fact.id === current.id}
						aria-posinset={row.position}
						aria-setsize={total}
						tabIndex={-1}
						onFocus={() => current.note(row.fact.id)}
						className="absolute inset-x-0 top-0 scroll-mt-8 scroll-mb-72 before:absolute before:inset-y-0 before:left-0 before:w-1 before:rounded-full data-[current=true]:before:bg-accent focus-visible:z-10 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent focus-visible:outline-solid"
					>
						<FactCard
							fact={row.fact}
							selected={selectedIds.has(row.fact.id)}
							search={search}
							actions={actions}
						/>
					</li>
				)
			})}
		</ul>
	)
}

function rowsOf(facts: Fact[], bySource: boolean): Row[] {
	const rows: Row[] = []
	facts.forEach((fact, index) => {
		if (bySource && facts[index - 1]?.source.id !== fact.source.id)
			rows.push({ key: `source ${fact.source.id}`, heading: fact.source.title })
		rows.push({ key: fact.id, fact, position: index + 1 })
	})
	return rows
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
