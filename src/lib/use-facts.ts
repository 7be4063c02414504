import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { useCallback } from 'react'
import { type RouterOutputs, trpc } from './trpc'

type FactPage = RouterOutputs['fact']['list']
export type Fact = FactPage['facts'][number]

/** The facts of a project page by page; the last result stays while a new search is under way. */
export function useFacts(projectId: string, search: string) {
	const query = trpc.fact.list.useInfiniteQuery(
		{ projectId, search: search || undefined },
		{ getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
	)
	const pages = query.data?.pages ?? []
	return { query, facts: pages.flatMap((page) => page.facts), total: pages[0]?.total ?? 0 }
}

/** Reads and changes the cached facts of a project, whatever search they were found with. */
export function useFactCache(projectId: string) {
	const client = useQueryClient()

	const patch = useCallback(
		(factId: string, change: Partial<Fact>) => {
			client.setQueriesData<{ pages: FactPage[]; pageParams: unknown[] }>(
				{ queryKey: getQueryKey(trpc.fact.list, { projectId }, 'infinite') },
				(data) =>
					data && {
						...data,
						pages: data.pages.map((page) => ({
							...page,
							facts: page.facts.map((fact) => (fact.id === factId ? { ...fact, ...change } : fact)),
						})),
					},
			)
		},
		[client, projectId],
	)

	/** Loads the facts on screen again and returns the ids of those that were there and are no more. */
	const refetchForGone = useCallback(async () => {
		const queryKey = getQueryKey(trpc.fact.list, { projectId }, 'infinite')
		const shownIds = () =>
			client
				.getQueriesData<{ pages: FactPage[] }>({ queryKey, type: 'active' })
				.flatMap(([, data]) => data?.pages ?? [])
				.flatMap((page) => page.facts.map((fact) => fact.id))
		const before = shownIds()
		await client.invalidateQueries({ queryKey })
		const after = new Set(shownIds())
		return before.filter((id) => !after.has(id))
	}, [client, projectId])

	const isLoading = () =>
		client.isFetching({ queryKey: getQueryKey(trpc.fact.list, { projectId }, 'infinite') }) > 0

	return { patch, refetchForGone, isLoading }
}
