import { useRouter } from 'next/router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useDebounced } from '../ui/use-debounced'
import { type FactView, queryOfView, viewOfQuery, wholeView } from './fact-view'

/** The view of the page's address. A change shows at once and goes into the address, so that back, reload and a link lead to it. */
export function useFactView() {
	const router = useRouter()
	const [view, setView] = useState(() => viewOfQuery(router.query))
	const [searchText, setSearchText] = useState(view.search)
	const settledText = useDebounced(searchText, 150)
	// The address follows a moment later: what counts between is what was last asked for.
	const latest = useRef({ view, router })
	latest.current.router = router

	const change = useCallback((part: Partial<FactView>, how: 'push' | 'replace' = 'push') => {
		const { router } = latest.current
		const next = { ...latest.current.view, ...part }
		latest.current.view = next
		setView(next)
		const { pathname } = router
		void router[how]({ pathname, query: queryOfView(next, router.query) }, undefined, {
			...{ shallow: true, scroll: false },
		})
	}, [])

	useEffect(() => {
		const addressed = viewOfQuery(router.query)
		if (JSON.stringify(addressed) === JSON.stringify(latest.current.view)) return
		latest.current.view = addressed
		setView(addressed)
		setSearchText(addressed.search)
	}, [router.query])

	// biome-ignore lint/correctness/useExhaustiveDependencies: only text that has come to rest is searched for
	useEffect(() => {
		const { search } = latest.current.view
		// A search is one step back, however many letters it has.
		if (settledText === searchText && settledText !== search)
			change({ search: settledText }, search === '' ? 'push' : 'replace')
	}, [settledText])

	const reset = useCallback(() => {
		setSearchText('')
		const { sort, bySource } = latest.current.view
		change({ ...wholeView, sort, bySource })
	}, [change])

	return { view, change, reset, searchText, setSearchText }
}
