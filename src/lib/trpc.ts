import { httpBatchLink, httpLink, splitLink } from '@trpc/client'
import { createTRPCNext } from '@trpc/next'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/routers/_app'

export type RouterInputs = inferRouterInputs<AppRouter>
export type RouterOutputs = inferRouterOutputs<AppRouter>

const url = '/api/trpc'

// A write is never held back by the reads that happen to be sent with it.
export const trpc = createTRPCNext<AppRouter>({
	config: () => ({
		links: [
			splitLink({
				condition: ({ type }) => type === 'mutation',
				true: httpLink({ url }),
				false: httpBatchLink({ url, maxURLLength: 8_000 }),
			}),
		],
		queryClientConfig: {
			// Without a network a request fails with words instead of waiting for ever.
			defaultOptions: {
				queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
				mutations: { networkMode: 'always' },
			},
		},
	}),
	ssr: false,
})
