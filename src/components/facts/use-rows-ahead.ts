import { useEffect, useRef } from 'react'
import type { Row } from './shown-order'

/** Rows that are loaded before and after those in sight. */
const rowsAhead = 40
/** A fast scroll passes many rows, of which few are looked at. */
const pauseMs = 100

/** Loads the facts around those in sight, now and then while the list moves, and once it has come to rest. */
export function useRowsAhead(
	rows: Row[],
	range: { startIndex: number; endIndex: number } | null,
	load: (factId: string) => void,
) {
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
	const latest = useRef({ rows, range, load })
	latest.current = { rows, range, load }
	// biome-ignore lint/correctness/useExhaustiveDependencies: rows in sight are the reason to load others
	useEffect(() => {
		timer.current ??= setTimeout(() => {
			timer.current = undefined
			const { rows, range, load } = latest.current
			if (!range) return
			const from = Math.max(0, range.startIndex - rowsAhead)
			for (const row of rows.slice(from, range.endIndex + rowsAhead))
				if ('factId' in row && row.factId) load(row.factId)
		}, pauseMs)
	}, [rows, range?.startIndex, range?.endIndex])
	useEffect(
		() => () => {
			clearTimeout(timer.current)
			timer.current = undefined
		},
		[],
	)
}
