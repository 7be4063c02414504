import { env } from './env'
import { type AppRouter, createAppRouter } from './routers/_app'

/** Bytes of a request's body, on both surfaces. */
export const maxBodyBytes = 1_048_576

let cached: AppRouter | undefined

/** The router that both surfaces serve. */
export function appRouter(): AppRouter {
	cached ??= createAppRouter({ testHelpers: env().seeding.mounted })
	return cached
}
