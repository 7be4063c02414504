import { trpc } from '@/client/trpc'

/** Says that this server is one for tests, where texts are made to a pattern and data comes and goes. */
export function E2eModeBadge() {
	const health = trpc.health.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY })
	if (!health.data?.e2e_mode) return null
	return (
		<p
			data-testid="e2e-mode-badge"
			className="rounded-md bg-sunken px-2 py-0.5 text-xs font-medium text-ink-soft"
		>
			E2E mode
		</p>
	)
}
