import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { limits } from '../src/lib/vocabulary'
import type { AppRouter } from '../src/server/routers/_app'

export type Client = ReturnType<typeof createClient>

/** The typed client of the application at `url`. It sends ARTIFACT_TEST_SEED_TOKEN where that is set. */
export function createClient(url: string) {
	const token = process.env.ARTIFACT_TEST_SEED_TOKEN
	return createTRPCClient<AppRouter>({
		links: [
			httpBatchLink({
				url: new URL('/api/trpc', url).href,
				// Node refuses requests whose head is over 16 kB: a batch of many seeds is split.
				maxURLLength: 8_000,
				maxItems: limits.callsPerBatch,
				headers: token ? { authorization: `Bearer ${token}` } : {},
			}),
		],
	})
}
