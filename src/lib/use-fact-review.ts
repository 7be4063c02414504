import { useCallback } from 'react'
import { errorText } from './error-text'
import { trpc } from './trpc'
import { type Fact, useFactCache } from './use-facts'
import type { FactStatus } from './vocabulary'

/** Status and pin of facts, shown at once and taken back with `onError` when the server refuses. */
export function useFactReview(projectId: string, onError: (message: string) => void) {
	const { patch, isLoading } = useFactCache(projectId)
	const utils = trpc.useUtils()
	// One after the other, so that two quick changes of a fact cannot land in the wrong order.
	const scope = { id: `fact-review-${projectId}` }

	const refuse = (action: string) => (error: unknown) => {
		onError(`${action}. ${errorText(error)}`)
		return utils.fact.list.invalidate({ projectId })
	}
	const confirm = ({ id, ...changed }: Pick<Fact, 'id' | 'status' | 'pinned'>) => {
		patch(id, changed)
		// A list that was read meanwhile may still bring the old value.
		if (isLoading()) return utils.fact.list.invalidate({ projectId })
	}
	const { mutate: mutateStatus } = trpc.fact.setStatus.useMutation({
		scope,
		onSuccess: confirm,
		onError: refuse('The status was not changed'),
	})
	const { mutate: mutatePinned } = trpc.fact.setPinned.useMutation({
		scope,
		onSuccess: confirm,
		onError: refuse('The pin was not changed'),
	})

	const setStatus = useCallback(
		(fact: Fact, status: FactStatus) => {
			patch(fact.id, { status })
			mutateStatus(
				{ projectId, factId: fact.id, status },
				{ onError: () => patch(fact.id, { status: fact.status }) },
			)
		},
		[mutateStatus, patch, projectId],
	)
	const setPinned = useCallback(
		(fact: Fact, pinned: boolean) => {
			patch(fact.id, { pinned })
			mutatePinned(
				{ projectId, factId: fact.id, pinned },
				{ onError: () => patch(fact.id, { pinned: fact.pinned }) },
			)
		},
		[mutatePinned, patch, projectId],
	)
	return { setStatus, setPinned }
}
