import { useEffect, useEffectEvent } from 'react'
import { errorCode } from '@/client/api-error'
import { trpc } from '@/client/trpc'

const freshMs = 30_000

type Preloaded = { factIds: (string | null)[]; onGone: (factId: string) => void }

/** Loads the evidence of facts that come next, with the texts of their sources, so that they are shown at once. */
export function usePreloadedEvidence(projectId: string, { factIds, onGone }: Preloaded): void {
	const utils = trpc.useUtils()
	const load = useEffectEvent(async (factId: string) => {
		try {
			const input = { projectId, factId }
			const { fact } = await utils.source.evidence.fetch(input, { staleTime: freshMs })
			const source = { projectId, sourceId: fact.source.id }
			await utils.source.get.prefetch(source, { staleTime: Number.POSITIVE_INFINITY })
		} catch (error) {
			// Any other failure is told once the fact itself is asked for.
			if (errorCode(error) === 'NOT_FOUND') onGone(factId)
		}
	})
	const wanted = [...new Set(factIds)].filter((id) => id !== null).join(' ')
	useEffect(() => {
		for (const factId of wanted.split(' ').filter(Boolean)) void load(factId)
	}, [wanted])
}
