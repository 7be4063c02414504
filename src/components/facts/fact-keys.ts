import { getQueryKey } from '@trpc/react-query'
import { trpc } from '@/client/trpc'

/** The keys in the cache of what shows the facts of a project, each for all views or facts. */
export function factKeys(projectId: string) {
	return {
		/** The first facts of a view, as a `FactOrder`. */
		firsts: getQueryKey(trpc.fact.list, { projectId }, 'query'),
		orders: getQueryKey(trpc.fact.order, { projectId }, 'query'),
		facts: getQueryKey(trpc.fact.get, { projectId }, 'query'),
		fact: (factId: string) => getQueryKey(trpc.fact.get, { projectId, factId }, 'query'),
	}
}
