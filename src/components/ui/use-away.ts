import { type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { type Away, whatIsAway } from '@/client/what-is-away'
import { useDebounced } from './use-debounced'

const settleMs = 500

/** What the queries of this page wait for; null where each has its answer or has not been refused one yet. */
export function useAway(): Away | null {
	const cache = useQueryClient().getQueryCache()
	const away = useSyncExternalStore(
		useCallback((onChange) => cache.subscribe(onChange), [cache]),
		() => awayOf(cache),
		() => null,
	)
	// A query that starts anew, as a search does at each letter, has not failed yet.
	return useDebounced(away, away ? 0 : settleMs)
}

function awayOf(cache: QueryCache): Away | null {
	const waiting = cache
		.findAll({ type: 'active', predicate: ({ state }) => state.fetchStatus !== 'idle' })
		.map(({ state }) => whatIsAway(state.fetchFailureReason))
	return waiting.find((away) => away === 'server') ?? waiting.find((away) => away !== null) ?? null
}
