import { type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { type Outage, outageOf } from '@/client/outage'
import { useDebounced } from './use-debounced'

const settleMs = 500

/** Which part is away, so that queries of this page wait for it. Null while no query that waits has failed. */
export function useOutage(): Outage | null {
	const cache = useQueryClient().getQueryCache()
	const outage = useSyncExternalStore(
		useCallback((onChange) => cache.subscribe(onChange), [cache]),
		() => outageOfPage(cache),
		() => null,
	)
	// A search starts a new query at each letter, and a new query has not failed yet: without the delay the notice would flicker.
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
