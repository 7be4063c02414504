import { matchQuery, useQueryClient } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { useEffect, useState } from 'react'
import { type RouterOutputs, trpc } from '@/client/trpc'

export type Coverage = RouterOutputs['source']['coverage']

const settleMs = 300

/** Where the facts of a project lie in their sources, counted anew once facts have changed. */
export function useCoverage(projectId: string) {
	const client = useQueryClient()
	const utils = trpc.useUtils()
	// The facts themselves come first.
	const [isDue, setDue] = useState(false)
	const coverage = trpc.source.coverage.useQuery({ projectId }, { enabled: isDue })

	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined
		const queryKey = getQueryKey(trpc.fact.list, { projectId }, 'infinite')
		const unsubscribe = client.getQueryCache().subscribe((event) => {
			if (event.type !== 'updated' || !matchQuery({ queryKey }, event.query)) return
			// An attempt that failed and is made again has changed nothing.
			if (event.action.type !== 'success' && event.action.type !== 'error') return
			clearTimeout(timer)
			timer = setTimeout(() => {
				setDue(true)
				void utils.source.coverage.invalidate({ projectId })
			}, settleMs)
		})
		return () => {
			clearTimeout(timer)
			unsubscribe()
		}
	}, [client, utils, projectId])

	return { coverage: coverage.data, isCounting: !coverage.data && !coverage.error }
}
