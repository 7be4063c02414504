import { useEffect, useMemo, useRef } from 'react'
import { trpc } from '@/client/trpc'
import { isUndecided } from '@/domain/fact-status'
import { useWindowFocus } from '../ui/use-window-focus'
import type { Evidence } from './changed-facts'

/** For how long what is left to review is not counted anew at a visit to a fact. */
const freshMs = 30_000

type Visit = {
	factId: string
	/** The query of the visited fact. */
	evidence: {
		data?: Evidence
		dataUpdatedAt: number
		refetch: (options?: { cancelRefetch?: boolean }) => unknown
	}
}

/**
 * Which facts of a project are still to review, null until that is known. Somebody else may have decided: they are asked
 * for again where a visited fact says otherwise, at a visit after a while, and when the window gets the focus.
 */
export function useUndecided(projectId: string, { factId, evidence }: Visit) {
	const { data, isFetching, refetch } = trpc.fact.undecided.useQuery({ projectId })
	const left = useMemo(() => data && new Set(data.ids), [data])

	// What a fact itself says is newer than what was counted.
	const asked = useRef(0)
	const isLeft = evidence.data && isUndecided(evidence.data.fact.status)
	const isOutdated = isLeft !== undefined && !!left && !isFetching && isLeft !== left.has(factId)
	useEffect(() => {
		if (!isOutdated || asked.current === evidence.dataUpdatedAt) return
		asked.current = evidence.dataUpdatedAt
		void refetch()
	}, [isOutdated, evidence.dataUpdatedAt, refetch])

	const countedAt = useRef(Date.now())
	// biome-ignore lint/correctness/useExhaustiveDependencies: each visit to a fact looks at the time once
	useEffect(() => {
		if (Date.now() - countedAt.current < freshMs) return
		countedAt.current = Date.now()
		void refetch()
	}, [factId, refetch])

	useWindowFocus(() => {
		void refetch({ cancelRefetch: false })
		void evidence.refetch({ cancelRefetch: false })
	})
	return left ?? null
}
