import { useMemo } from 'react'
import { trpc } from '@/client/trpc'
import { idsOf } from '../facts/shown-order'

/**
 * The facts of a source as its text is read, and which of them are still to review; null until both are known, and for a
 * source without facts.
 */
export function useSourceReview(projectId: string, sourceId: string) {
	const order = trpc.fact.order.useQuery({ projectId, sourceId, sort: 'reading' }).data
	const undecided = trpc.fact.undecided.useQuery({ projectId }).data
	return useMemo(() => {
		if (!order || !undecided) return null
		const ids = idsOf(order)
		const isLeft = new Set(undecided.ids)
		const [first = ids[0], ...others] = ids.filter((id) => isLeft.has(id))
		if (first === undefined) return null
		return { ids, first, left: isLeft.has(first) ? others.length + 1 : 0 }
	}, [order, undecided])
}
