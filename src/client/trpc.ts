import { httpBatchLink, httpLink, splitLink } from '@trpc/client'
import { createTRPCNext } from '@trpc/next'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { limits } from '@/domain/limits'
import type { AppRouter } from '@/server/routers/app'
import { fetchFromServer, outageOf } from './outage'
import { retryDelayMs } from './retry-delay'

export type RouterInputs = inferRouterInputs<AppRouter>
export type RouterOutputs = inferRouterOutputs<AppRouter>

const link = { url: '/api/trpc', fetch: fetchFromServer }

// A write is never held back by the reads that happen to be sent with it.
export const trpc = createTRPCNext<AppRouter>({
	config: () => ({
		links: [
			splitLink({
				condition: ({ type }) => type === 'mutation',
				true: httpLink(link),
				false: httpBatchLink({ ...link, maxURLLength: 8_000, maxItems: limits.callsPerBatch }),
			}),
		],
		queryClientConfig: {
			// Without a network a request fails with words instead of waiting for ever.
			defaultOptions: {
				queries: {
					retry: (_, error) => outageOf(error) !== null,
					retryDelay: retryDelayMs,
					refetchOnWindowFocus: false,
					networkMode: 'always',
				},
				// A write whose answer is lost may have happened: only a person sends it again.
				mutations: { retry: false, networkMode: 'always' },
			},
		},
	}),
	ssr: false,
})
