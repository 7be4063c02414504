import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { useCallback, useMemo } from 'react'
import { type RouterInputs, type RouterOutputs, trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { type FactView, filterOfView } from './fact-view'

type FactPage = RouterOutputs['fact']['list']
export type FactPages = { pages: FactPage[]; pageParams: unknown[] }
export type Fact = FactPage['facts'][number]
export type FactChange = RouterInputs['fact']['change']['changes'][number]

const pageLength = 100

/** The facts of a view page by page, as many as a view holds; the last result stays while another one is under way. */
export function useFacts(projectId: string, view: FactView) {
	const query = trpc.fact.list.useInfiniteQuery(
		{
			...{ projectId, ...filterOfView(view), limit: pageLength },
			...{ sort: view.sort, bySource: view.bySource },
		},
		{
			getNextPageParam: (page, pages) =>
				pages.length * pageLength < limits.factsPerView ? page.nextCursor : null,
			placeholderData: keepPreviousData,
		},
	)
	const pages = query.data?.pages
	// A fact that moved between two pages while they were read is in both.
	const facts = useMemo(
		() => [
			...new Map(
				(pages ?? []).flatMap((page) => page.facts).map((fact) => [fact.id, fact]),
			).values(),
		],
		[pages],
	)
	return { query, facts, total: pages?.[0]?.total ?? 0 }
}

/** Reads and changes the cached facts of a project, whatever view they were found with. */
export function useFactCache(projectId: string) {
	const client = useQueryClient()

	const patch = useCallback(
		(factId: string, change: Partial<Fact>) =>
			client.setQueriesData<FactPages>(
				{ queryKey: getQueryKey(trpc.fact.list, { projectId }, 'infinite') },
				(list) =>
					list && mapFacts(list, (fact) => (fact.id === factId ? { ...fact, ...change } : fact)),
			),
		[client, projectId],
	)

	/** Loads the facts on screen again and returns the ids of those that were there and are no more. */
	const refetchForGone = useCallback(async () => {
		const queryKey = getQueryKey(trpc.fact.list, { projectId }, 'infinite')
		const shownIds = () =>
			client
				.getQueriesData<FactPages>({ queryKey, type: 'active' })
				.flatMap(([, data]) => data?.pages ?? [])
				.flatMap((page) => page.facts.map((fact) => fact.id))
		const before = shownIds()
		await client.invalidateQueries({ queryKey })
		const after = new Set(shownIds())
		return before.filter((id) => !after.has(id))
	}, [client, projectId])

	const isLoading = useCallback(
		() =>
			client.isFetching({ queryKey: getQueryKey(trpc.fact.list, { projectId }, 'infinite') }) > 0,
		[client, projectId],
	)

	return { patch, refetchForGone, isLoading }
}

/** A list as it is with changes to its facts. */
export function withChanges(list: FactPages, changes: FactChange[]): FactPages {
	return changes.reduce((changed, { factIds, removed, ...values }) => {
		const ids = new Set(factIds)
		return removed ? without(ids, changed) : withValues(ids, changed, values)
	}, list)
}

function mapFacts(list: FactPages, map: (fact: Fact) => Fact): FactPages {
	return { ...list, pages: list.pages.map((page) => ({ ...page, facts: page.facts.map(map) })) }
}

function without(ids: ReadonlySet<string>, list: FactPages): FactPages {
	const gone = list.pages.flatMap(({ facts }) => facts.filter(({ id }) => ids.has(id))).length
	const pages = list.pages.map((page) => ({
		...page,
		facts: page.facts.filter(({ id }) => !ids.has(id)),
		total: page.total - gone,
	}))
	return { ...list, pages }
}

function withValues(ids: ReadonlySet<string>, list: FactPages, values: Partial<Fact>): FactPages {
	const set = Object.entries(values).filter(([, value]) => value !== undefined)
	const differs = (fact: Fact) => set.some(([name, value]) => fact[name as keyof Fact] !== value)
	return mapFacts(list, (fact) =>
		ids.has(fact.id) && differs(fact)
			? { ...fact, ...Object.fromEntries(set), version: fact.version + 1 }
			: fact,
	)
}
