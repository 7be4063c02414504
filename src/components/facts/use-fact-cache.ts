import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { useMemo } from 'react'
import { trpc } from '@/client/trpc'
import { type FactPages, mapFacts, type Shown } from './changed-facts'
import { optimisticChanges } from './optimistic-changes'
import type { Fact } from './use-facts'

/** The facts of a project in the cache, whatever view they were found with, and what is counted from them. */
export function useFactCache(projectId: string) {
	const client = useQueryClient()
	return useMemo(() => factCache(client, projectId), [client, projectId])
}

function factCache(client: QueryClient, projectId: string) {
	const lists = getQueryKey(trpc.fact.list, { projectId }, 'infinite')
	const counts = getQueryKey(trpc.fact.counts, { projectId }, 'query')
	const coverage = getQueryKey(trpc.source.coverage, { projectId }, 'query')
	const evidence = getQueryKey(trpc.source.evidence, { projectId }, 'query')
	const others = [
		evidence,
		counts,
		getQueryKey(trpc.source.list, { projectId }, 'query'),
		getQueryKey(trpc.source.passages, { projectId }, 'query'),
	]
	/** Asks anew also where an answer is under way, which may be older than the change. */
	async function readAgain(queryKeys: (typeof lists)[]) {
		await Promise.all(queryKeys.map((queryKey) => client.cancelQueries({ queryKey })))
		await Promise.all(queryKeys.map((queryKey) => client.invalidateQueries({ queryKey })))
	}
	const shownIds = () =>
		client
			.getQueriesData<FactPages>({ queryKey: lists, type: 'active' })
			.flatMap(([, data]) => data?.pages ?? [])
			.flatMap((page) => page.facts.map((fact) => fact.id))

	return {
		/** Shows changes that the server does not have yet. */
		show: optimisticChanges({
			all: () =>
				[lists, evidence]
					.flatMap((queryKey) => client.getQueryCache().findAll({ queryKey }))
					.flatMap(({ queryHash, state }): [string, Shown][] =>
						state.data === undefined ? [] : [[queryHash, state.data as Shown]],
					),
			set(key, shown) {
				const query = client.getQueryCache().get(key)
				if (query) client.setQueryData(query.queryKey, shown)
			},
		}).show,
		patch: (factId: string, change: Partial<Fact>) =>
			client.setQueriesData<FactPages>(
				{ queryKey: lists },
				(list) =>
					list && mapFacts(list, (fact) => (fact.id === factId ? { ...fact, ...change } : fact)),
			),
		/** After a change that the lists show already. */
		recount: () => readAgain([counts, coverage]),
		/** After a change that the lists do not show, or that the server refused. */
		reload: () => readAgain([lists, coverage, ...others]),
		/** Reloads, and returns the ids of the facts that were on screen and are no more. */
		async reloadForGone() {
			const before = shownIds()
			await readAgain([lists, coverage, ...others])
			const after = new Set(shownIds())
			return before.filter((id) => !after.has(id))
		},
		isLoading: () => client.isFetching({ queryKey: lists }) > 0,
	}
}
