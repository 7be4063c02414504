import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { errorCode } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import type { Announce } from '../ui/toast-stack'
import { useStoredSwitch } from '../ui/use-stored-switch'
import type { QueueStart } from './queue-start'
import { neighbourOf, nextUndecided, placeIn } from './review-queue'
import { idsOf } from './shown-order'
import type { FactReview } from './use-fact-review'
import type { Fact } from './use-facts'
import { usePreloadedEvidence } from './use-preloaded-evidence'
import { useRefusals } from './use-refusals'
import { useUndecided } from './use-undecided'

type QueueOptions = {
	start: QueueStart
	factId: string
	/** Whether the fact is shown also where it was deleted. */
	isKept: boolean
	review: FactReview
	announce: Announce
	onFact: (factId: string) => void
}

/** Goes through facts one after the other, in the order that they had when it began, and knows what of them is left to review. */
export function useReviewQueue(projectId: string, options: QueueOptions) {
	const { start, factId, isKept, review, announce, onFact } = options
	const evidence = trpc.source.evidence.useQuery({ projectId, factId })
	const left = useUndecided(projectId, { factId, evidence })
	const ids = useWholeQueue(projectId, start)
	const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
	const [goesOn, setGoesOn] = useStoredSwitch('artifact.go-on')
	const [isEnded, setEnded] = useState(false)
	/** The fact that somebody decided on before it was shown. */
	const [early, setEarly] = useState<string | null>(null)
	const refuse = useRefusals(announce, factId)
	const passed = useRef(new Set<string>())
	const direction = useRef<-1 | 1>(1)
	// Keys may come faster than what they lead to is drawn.
	const at = useRef(factId)
	useEffect(() => {
		at.current = factId
	}, [factId])
	const isOpen = useRef(true)
	useEffect(() => {
		isOpen.current = true
		return () => {
			isOpen.current = false
		}
	}, [])

	const queue = useMemo(() => ({ ids, gone }), [ids, gone])
	const following = () =>
		left
			? nextUndecided(queue, factId, { undecided: left, passed: passed.current })
			: neighbourOf(queue, factId, 1)

	function go(to: string | null) {
		if (!to) return
		at.current = to
		setEnded(false)
		setEarly(null)
		onFact(to)
	}
	function step(by: -1 | 1) {
		direction.current = by
		go(neighbourOf(queue, at.current, by))
	}
	function decide(status: Fact['status']) {
		if (at.current !== factId || fact?.id !== factId) return setEarly(at.current)
		setEarly(null)
		const isPending = status === 'pending'
		if (isPending) passed.current.delete(factId)
		else passed.current.add(factId)
		if (fact.status !== status)
			void review.decide([factId], { status }, (reason) => {
				passed.current.delete(factId)
				const isShown = isOpen.current && at.current === factId
				if (isShown) setEnded(false)
				refuse(fact, { reason, isShown }, go)
			})
		if (!goesOn || isPending) return
		direction.current = 1
		const next = following()
		if (next) go(next)
		else setEnded(true)
	}

	const isMissing = errorCode(evidence.error) === 'NOT_FOUND'
	// biome-ignore lint/correctness/useExhaustiveDependencies: a fact is passed over once
	useEffect(() => {
		if (!isMissing || isKept) return
		setGone((known) => new Set([...known, factId]))
		const by = direction.current
		go(neighbourOf(queue, factId, by) ?? neighbourOf(queue, factId, by === 1 ? -1 : 1))
	}, [isMissing, isKept, factId])

	// biome-ignore lint/correctness/useExhaustiveDependencies: what is taken back is looked for in the queue of that moment
	useEffect(
		() =>
			review.watchUndo((back) => {
				for (const id of back) passed.current.delete(id)
				setGone((known) => new Set([...known].filter((id) => !back.has(id))))
				go(ids.find((id) => back.has(id)) ?? null)
			}),
		[review, ids, onFact],
	)

	const nextId = neighbourOf(queue, factId, 1)
	const previousId = neighbourOf(queue, factId, -1)
	// Where there is no other fact to go to, the place stays with the one that is gone.
	const isGone = isMissing && (isKept || (!nextId && !previousId))
	const known = evidence.data?.fact
	const fact = isGone ? undefined : known
	usePreloadedEvidence(projectId, {
		factIds: evidence.data ? [following(), nextId, previousId] : [],
		onGone: (id) => !isKept && setGone((known) => new Set([...known, id])),
	})
	return {
		...{ evidence, fact, isGone, nextId, previousId, step, decide, goesOn, setGoesOn, isEnded },
		...placeIn(queue, factId, left ?? new Set()),
		isCounted: !!left,
		/** A fact that is gone as it was before, where it was shown then. */
		former: isGone ? known : undefined,
		/** Whether somebody decided on the fact before it was shown, or on one that is gone, in vain. */
		isEarly: early === factId,
	}
}

/** The ids of a queue, those first that were there when it began. */
function useWholeQueue(projectId: string, { key, ids, view }: QueueStart): string[] {
	const { client } = trpc.useUtils()
	// Under a key of its own: a decision changes what a view shows, and no queue that goes through it.
	const rest = useQuery({
		queryKey: ['review-queue', key],
		queryFn: ({ signal }) => client.fact.order.query({ projectId, ...view }, { signal }),
		enabled: view !== undefined,
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 0,
	})
	return useMemo(
		() => (rest.data ? [...new Set([...ids, ...idsOf(rest.data)])] : ids),
		[ids, rest.data],
	)
}

export type ReviewQueueState = ReturnType<typeof useReviewQueue>
