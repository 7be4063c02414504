import { type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { type Outage, outageOf } from '@/client/outage'
import { useDebounced } from './use-debounced'

const settleMs = 500

/** What the queries of this page wait for; null where each has its answer or has not been refused one yet. */
export function useOutage(): Outage | null {
	const cache = useQueryClient().getQueryCache()
	const outage = useSyncExternalStore(
		useCallback((onChange) => cache.subscribe(onChange), [cache]),
		() => outageOfPage(cache),
		() => null,
	)
	// A query that starts anew, as a search does at each letter, has not failed yet.
	return useDebounced(outage, outage ? 0 : settleMs)
}

function outageOfPage(cache: QueryCache): Outage | null {
	const waiting = cache
		.findAll({ type: 'active', predicate: ({ state }) => state.fetchStatus !== 'idle' })
		.map(({ state }) => outageOf(state.fetchFailureReason))
	return (
		waiting.find((outage) => outage === 'server') ??
		waiting.find((outage) => outage !== null) ??
		null
	)
}
