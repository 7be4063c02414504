import { type RouterOutputs, trpc } from '@/client/trpc'

export type Coverage = RouterOutputs['source']['coverage']

/**
 * Where the facts of a project lie in their sources. Each change of facts has it counted anew (`useFactCache`). It is
 * asked for once the sources are there: the facts come with the same answer, and they are wanted first.
 */
export function useCoverage(projectId: string, { hasSources }: { hasSources: boolean }) {
	const coverage = trpc.source.coverage.useQuery({ projectId }, { enabled: hasSources })
	return { coverage: coverage.data, isCounting: !coverage.data && !coverage.error }
}
