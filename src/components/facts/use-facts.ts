import { keepPreviousData } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { type FactView, filterOfView } from './fact-view'

type FactPage = RouterOutputs['fact']['list']
export type Fact = FactPage['facts'][number]

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
