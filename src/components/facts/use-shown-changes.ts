import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { useCallback, useRef } from 'react'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { type FactChange, type FactPages, withChanges } from './use-facts'

type Evidence = RouterOutputs['source']['evidence']
type Shown = FactPages | Evidence

/**
 * Shows changes to facts before the server has them. Of what `show` returns, one is called: `keep` once the server has
 * them, or `takeBack`, which leaves the changes shown that still wait for their answer.
 */
export function useShownChanges(projectId: string) {
	const client = useQueryClient()
	const waiting = useRef(new Set<FactChange[]>())
	// What was shown before the first of those that wait, by query.
	const before = useRef(new Map<string, { key: QueryKey; data: Shown }>())

	return useCallback(
		(changes: FactChange[]) => {
			const change = () => {
				for (const { key, hash, data } of shownIn(client, projectId)) {
					if (!before.current.has(hash)) before.current.set(hash, { key, data })
					client.setQueryData(key, changed(data, changes))
				}
			}
			change()
			waiting.current.add(changes)
			return {
				keep() {
					waiting.current.delete(changes)
					// A list that was read meanwhile may have brought the old values; a newer change shows its own.
					if (waiting.current.size === 0) change()
					for (const entry of before.current.values()) entry.data = changed(entry.data, changes)
					if (waiting.current.size === 0) before.current.clear()
				},
				takeBack() {
					waiting.current.delete(changes)
					for (const { key, data } of before.current.values())
						client.setQueryData(key, [...waiting.current].reduce(changed, data))
					if (waiting.current.size === 0) before.current.clear()
				},
			}
		},
		[client, projectId],
	)
}

function shownIn(client: QueryClient, projectId: string) {
	return [
		getQueryKey(trpc.fact.list, { projectId }, 'infinite'),
		getQueryKey(trpc.source.evidence, { projectId }, 'query'),
	]
		.flatMap((queryKey) => client.getQueryCache().findAll({ queryKey }))
		.filter(({ state }) => state.data !== undefined)
		.map(({ queryKey, queryHash, state }) => ({
			...{ key: queryKey, hash: queryHash, data: state.data as Shown },
		}))
}

function changed(shown: Shown, changes: FactChange[]): Shown {
	if ('pages' in shown) return withChanges(shown, changes)
	const statuses = changes.filter(({ factIds }) => factIds.includes(shown.fact.id))
	const status = statuses.findLast((change) => change.status)?.status
	return status ? { ...shown, fact: { ...shown.fact, status } } : shown
}
