import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { useMemo, useRef } from 'react'
import { type RouterOutputs, trpc } from '@/client/trpc'
import type { Fact, FactOrder } from './changed-facts'
import { factKeys } from './fact-keys'
import { factLoader } from './fact-loader'
import { type FactView, filterOfView } from './fact-view'
import { cutOrder, idsOf, isWhole } from './shown-order'

export type { Fact }

const firstLength = 100

/**
 * The facts of a view, or `only` those of it: its first ones at once, then the order of all. Each fact is in the cache by
 * itself, and `optionsOf` loads one that is not there yet. The last result stays while another one is under way.
 */
export function useFacts(
	projectId: string,
	view: FactView,
	only: ReadonlySet<string> | null = null,
) {
	const client = useQueryClient()
	const { client: api } = trpc.useUtils()
	const input = { projectId, ...filterOfView(view), sort: view.sort, bySource: view.bySource }
	const firstInput = { ...input, limit: firstLength }
	const query = useQuery({
		queryKey: getQueryKey(trpc.fact.list, firstInput, 'query'),
		queryFn: async ({ signal }) => {
			const page = await api.fact.list.query(firstInput, { signal })
			for (const fact of page.facts)
				client.setQueryData<Fact>(factKeys(projectId).fact(fact.id), fact)
			return orderOf(page, view.bySource)
		},
		placeholderData: keepPreviousData,
	})
	const isNew = query.data !== undefined && !query.isPlaceholderData
	const whole = trpc.fact.order.useQuery(input, {
		enabled: isNew && !isWhole(query.data),
		trpc: { abortOnUnmount: true },
	})
	const shown = useRef<FactOrder>(undefined)
	if (!query.data) shown.current = undefined
	else if (isNew) shown.current = isWhole(query.data) ? query.data : (whole.data ?? query.data)
	const uncut = shown.current
	const order = useMemo(() => (uncut && only ? cutOrder(uncut, only) : uncut), [uncut, only])
	const optionsOf = useMemo(
		() => factOptions(client, projectId, (factIds) => api.fact.byIds.query({ projectId, factIds })),
		[client, projectId, api],
	)
	return {
		...{ query, whole, order, optionsOf },
		/** Whether more facts of the view are on their way. */
		isPart: uncut !== undefined && !isWhole(uncut),
		ids: useMemo(() => (order ? idsOf(order) : []), [order]),
		total: order?.total ?? 0,
		factOf: (id: string) => client.getQueryData<Fact>(factKeys(projectId).fact(id)),
	}
}

/** How a fact is read that is not in the cache, or that may have changed since. */
export type FactOptions = ReturnType<typeof factOptions>

function factOptions(
	client: QueryClient,
	projectId: string,
	read: (factIds: string[]) => Promise<RouterOutputs['fact']['byIds']>,
) {
	const keys = factKeys(projectId)
	const load = factLoader<Fact>(read)
	/** An order that names a fact which is not there is older than the facts. */
	const orderAgain = () => void client.invalidateQueries({ queryKey: keys.orders })
	return (factId: string) => ({
		queryKey: keys.fact(factId),
		queryFn: async ({ signal }: { signal: AbortSignal }) => {
			const fact = await load(factId, signal)
			if (!fact) orderAgain()
			return fact
		},
		staleTime: Number.POSITIVE_INFINITY,
		// All rows ask again together.
		retryDelay: (failures: number) => Math.min(1_000 + failures * 400, 2_600),
	})
}

function orderOf({ facts, total }: RouterOutputs['fact']['list'], bySource: boolean): FactOrder {
	const groups: FactOrder['groups'] = []
	for (const { id, source } of facts) {
		const last = groups.at(-1)
		if (last && (!bySource || last.source?.id === source.id)) last.ids.push(id)
		else groups.push({ source: bySource ? source : null, ids: [id] })
	}
	return { groups, total }
}
