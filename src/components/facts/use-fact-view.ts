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
	const following = useRef({ changes: 0, last: Promise.resolve() })
	const [settled, setSettled] = useState(0)
	const isLeaving = useIsLeaving()

	const change = useCallback(
		(part: Partial<FactView>, how: 'push' | 'replace' = 'push') => {
			const next = { ...latest.current.view, ...part }
			latest.current.view = next
			setView(next)
			const { current } = following
			current.changes += 1
			// One after the other: of two at once the router may end with the first.
			current.last = current.last.then(async () => {
				const { router } = latest.current
				const { pathname } = router
				const address = { pathname, query: queryOfView(next, router.query) }
				if (!isLeaving.current)
					await router[how](address, undefined, { shallow: true, scroll: false }).catch(() => {})
				current.changes -= 1
				setSettled((times) => times + 1)
			})
		},
		[isLeaving],
	)

	// biome-ignore lint/correctness/useExhaustiveDependencies: while the address follows, it is behind what was asked for
	useEffect(() => {
		if (following.current.changes > 0) return
		const addressed = viewOfQuery(router.query)
		if (JSON.stringify(addressed) === JSON.stringify(latest.current.view)) return
		latest.current.view = addressed
		setView(addressed)
		setSearchText(addressed.search)
	}, [router.query, settled])

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

/** Whether the page is on the way to another one. */
function useIsLeaving() {
	const { events } = useRouter()
	const isLeaving = useRef(false)
	useEffect(() => {
		const leave = (_: string, { shallow }: Options) => {
			isLeaving.current ||= !shallow
		}
		const arrive = (_: string, { shallow }: Options) => {
			isLeaving.current &&= shallow
		}
		const stay = ({ cancelled }: { cancelled?: boolean }, url: string, options: Options) => {
			if (!cancelled) arrive(url, options)
		}
		events.on('routeChangeStart', leave)
		events.on('routeChangeComplete', arrive)
		events.on('routeChangeError', stay)
		return () => {
			events.off('routeChangeStart', leave)
			events.off('routeChangeComplete', arrive)
			events.off('routeChangeError', stay)
		}
	}, [events])
	return isLeaving
}

type Options = { shallow: boolean }
