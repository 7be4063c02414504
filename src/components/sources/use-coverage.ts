import { type RouterOutputs, trpc } from '@/client/trpc'

export type Coverage = RouterOutputs['source']['coverage']

/** Where the facts of a project lie in their sources. It is counted once the facts themselves are there, and by `useFactCache` again whenever facts change. */
export function useCoverage(projectId: string, areFactsThere: boolean) {
	const coverage = trpc.source.coverage.useQuery({ projectId }, { enabled: areFactsThere })
	return { coverage: coverage.data, isCounting: !coverage.data && !coverage.error }
}
