import { useCallback, useState } from 'react'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { partsOf } from './parts-of'
import type { SynthesisRequest } from './use-synthesis'

export type UnapprovedFact = RouterOutputs['output']['unapproved'][number]
export type Doubt = { request: SynthesisRequest; unapproved: UnapprovedFact[] }

/** Asks before a text is written from facts that nobody approved. `ask` tells whether it may be written at once, and throws where the server does not say. */
export function useTrustGate(projectId: string) {
	const { client } = trpc.useUtils()
	const [doubt, setDoubt] = useState<Doubt | null>(null)

	const ask = useCallback(
		async (request: SynthesisRequest): Promise<boolean> => {
			const answers = await Promise.all(
				partsOf(request.factIds, limits.factsPerTrustCheck).map((factIds) =>
					client.output.unapproved.query({ projectId, factIds }),
				),
			)
			const unapproved = answers.flat()
			if (unapproved.length === 0) return true
			setDoubt({ request, unapproved })
			return false
		},
		[client, projectId],
	)
	const settle = useCallback(() => setDoubt(null), [])
	return { doubt, ask, settle }
}
