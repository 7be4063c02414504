import { type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { isUnanswered, type Outage, outageOf } from '@/client/outage'
import { useDebounced } from './use-debounced'

const settleMs = 500

/** Which part is away, so that queries of this page wait for it; `unanswered` where they wait no more and somebody has to try again. Null while no query has failed for such a reason. */
export function useOutage(): Outage | 'unanswered' | null {
	const cache = useQueryClient().getQueryCache()
	const outage = useSyncExternalStore(
		useCallback((onChange) => cache.subscribe(onChange), [cache]),
		() => outageOfPage(cache),
		() => null,
	)
	// A search starts a new query at each letter, and a new query has not failed yet: without the delay the notice would flicker.
	return useDebounced(outage, outage ? 0 : settleMs)
}

/** The queries of the page that gave up without an answer. */
export function unansweredQueries(cache: QueryCache) {
	return cache.findAll({
		type: 'active',
		predicate: ({ state }) => state.status === 'error' && isUnanswered(state.error),
	})
}

function outageOfPage(cache: QueryCache): Outage | 'unanswered' | null {
	const waiting = cache
		.findAll({ type: 'active', predicate: ({ state }) => state.fetchStatus !== 'idle' })
		.map(({ state }) => outageOf(state.fetchFailureReason))
	return (
		waiting.find((outage) => outage === 'server') ??
		waiting.find((outage) => outage !== null) ??
		(unansweredQueries(cache).length > 0 ? 'unanswered' : null)
	)
}
