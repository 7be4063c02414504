import {
	partialMatchKey,
	type Query,
	type QueryClient,
	type QueryKey,
	useQueryClient,
} from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { useEffect, useMemo } from 'react'
import { trpc } from '@/client/trpc'
import type { Evidence, Fact, FactOrder, Shown } from './changed-facts'
import { factKeys } from './fact-keys'
import { optimisticChanges } from './optimistic-changes'
import { idsOf } from './shown-order'

/** The facts of a project in the cache, whatever view they were found with, and what is counted from them. */
export function useFactCache(projectId: string) {
	const client = useQueryClient()
	const cache = useMemo(() => factCache(client, projectId), [client, projectId])
	const { noteRead } = cache
	useEffect(
		() =>
			client.getQueryCache().subscribe((event) => {
				if (event.type !== 'updated' || event.action.type !== 'success') return
				if (!event.action.manual) noteRead(event.query)
			}),
		[client, noteRead],
	)
	return cache
}

function factCache(client: QueryClient, projectId: string) {
	const { firsts, orders, facts, fact } = factKeys(projectId)
	const lists = [firsts, orders, facts]
	const counts = getQueryKey(trpc.fact.counts, { projectId }, 'query')
	const tags = getQueryKey(trpc.fact.tags, { projectId }, 'query')
	const coverage = getQueryKey(trpc.source.coverage, { projectId }, 'query')
	const evidence = getQueryKey(trpc.source.evidence, { projectId }, 'query')
	const evidenceOf = (factId: string) =>
		getQueryKey(trpc.source.evidence, { projectId, factId }, 'query')
	const undecided = getQueryKey(trpc.fact.undecided, { projectId }, 'query')
	const others = [
		...[evidence, undecided],
		...[counts, tags],
		getQueryKey(trpc.source.list, { projectId }, 'query'),
		getQueryKey(trpc.source.passages, { projectId }, 'query'),
	]
	/** What outputs say of the facts that they cite. */
	const outputs = [
		getQueryKey(trpc.output.get, { projectId }, 'query'),
		getQueryKey(trpc.output.list, { projectId }, 'query'),
	]
	/** Asks anew also where an answer is under way, which may be older than the change. */
	async function readAgain(queryKeys: typeof lists) {
		await Promise.all(queryKeys.map((queryKey) => client.cancelQueries({ queryKey })))
		await Promise.all(queryKeys.map((queryKey) => client.invalidateQueries({ queryKey })))
	}
	/** Whether an answer says something of the state of these facts, or of which facts there are. */
	const isOf = (queryKey: QueryKey, factIds: ReadonlySet<string>) =>
		[...lists, undecided].some((key) => partialMatchKey(queryKey, key)) ||
		[...factIds].some((factId) => partialMatchKey(queryKey, evidenceOf(factId)))
	const shownIds = () =>
		[firsts, orders]
			.flatMap((queryKey) => client.getQueriesData<FactOrder>({ queryKey, type: 'active' }))
			.flatMap(([, order]) => (order ? idsOf(order) : []))

	const changes = optimisticChanges({
		all: () =>
			[...lists, undecided, evidence]
				.flatMap((queryKey) => client.getQueryCache().findAll({ queryKey }))
				.flatMap(({ queryHash, state }): [string, Shown][] =>
					state.data ? [[queryHash, state.data as Shown]] : [],
				),
		set(key, shown) {
			const query = client.getQueryCache().get(key)
			if (query) client.setQueryData(query.queryKey, shown)
		},
	})

	return {
		/** Shows changes that the server does not have yet. */
		show: changes.show,
		/** After an answer has been read: it may be older than the changes that wait. */
		noteRead({ queryKey, queryHash, state }: Pick<Query, 'queryKey' | 'queryHash' | 'state'>) {
			const isShown = [...lists, undecided, evidence].some((key) => partialMatchKey(queryKey, key))
			if (isShown && state.data) changes.showOn(queryHash, state.data as Shown)
		},
		/** Shows a fact as the server has it. */
		patch(saved: Omit<Fact, 'source'>) {
			client.setQueryData<Fact>(fact(saved.id), (known) => known && { ...known, ...saved })
			client.setQueriesData<Evidence>({ queryKey: evidence }, (shown) =>
				shown?.fact.id === saved.id ? { ...shown, fact: { ...shown.fact, ...saved } } : shown,
			)
		},
		/** After a change of facts that the lists show already. What is just being read of them may be older than the change. */
		recount(factIds: ReadonlySet<string> = new Set()) {
			const reading = client
				.getQueryCache()
				.findAll({ fetchStatus: 'fetching', predicate: ({ queryKey }) => isOf(queryKey, factIds) })
				.map(({ queryKey }) => queryKey)
			return readAgain([counts, tags, coverage, ...outputs, ...reading] as typeof lists)
		},
		/** After a change that the lists do not show, or that the server refused. */
		reload: () => readAgain([...lists, coverage, ...others, ...outputs]),
		/** Reloads, and returns the ids of the facts that were on screen and are no more. */
		async reloadForGone() {
			const before = shownIds()
			await readAgain([...lists, coverage, ...others, ...outputs])
			const after = new Set(shownIds())
			return before.filter((id) => !after.has(id))
		},
	}
}
