import { useEffect, useRef } from 'react'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { countOf } from '../ui/count-of'
import { useToast } from '../ui/toast'
import type { Selection } from './use-selection'

/** Takes facts that were deleted since out of a selection that a reload brought back, and says so. */
export function useGoneSelection(projectId: string, { ids, drop }: Selection): void {
	const { client } = trpc.useUtils()
	const tell = useToast()
	const restored = useRef([...ids])

	useEffect(() => {
		const chosen = restored.current
		restored.current = []
		if (chosen.length === 0) return
		const check = async () => {
			const there = await client.fact.matchingIds.query({ projectId })
			// Of more facts than one answer names, nobody knows here which are gone; a change to them will tell.
			if (there.length >= limits.factsPerView) return
			const known = new Set(there)
			const gone = chosen.filter((id) => !known.has(id))
			if (gone.length === 0) return
			drop(gone)
			const are = gone.length === 1 ? 'is' : 'are'
			tell(`${countOf(gone.length, 'fact')} of the selection ${are} no longer there.`, {
				passing: true,
			})
		}
		// Without an answer all stay selected.
		void check().catch(() => {})
	}, [client, projectId, drop, tell])
}
