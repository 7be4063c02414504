import type { VirtualItem } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef } from 'react'
import type { Row } from './shown-order'

type Places = {
	/** Names the view; another view has no place to keep. */
	view: string | null
	startOf: (index: number) => number | undefined
}

/** Keeps the rows that are read where they are on the screen when rows above them come or go. */
export function useKeptPlace(rows: Row[], items: VirtualItem[], { view, startOf }: Places) {
	const last = useRef({ rows, items, view })
	useLayoutEffect(() => {
		const before = last.current
		last.current = { rows, items, view }
		if (before.rows === rows || before.view !== view || view === null) return
		const top = window.scrollY
		// A reader who sees the list begin sees what comes and goes there.
		if ((startOf(0) ?? top) >= top) return
		const indexes = new Map(rows.map(({ key }, index) => [key, index]))
		for (const { index, start, end } of before.items) {
			const key = before.rows[index]?.key
			const now = key === undefined ? undefined : indexes.get(key)
			const place = now === undefined ? undefined : startOf(now)
			if (end <= top || place === undefined) continue
			if (place !== start) window.scrollBy(0, place - start)
			return
		}
	})
}
