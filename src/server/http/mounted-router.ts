import { type AppRouter, createAppRouter } from '../routers/app'

/** The largest body of a request in bytes, over tRPC and REST. */
export const maxBodyBytes = 1_048_576

/** Seconds after which a caller that was answered 503 may try again. */
export const retryAfterSeconds = 1

const routers = new Map<boolean, AppRouter>()

/** The router behind tRPC and REST, with the test helpers or without. */
export function appRouter(testHelpers: boolean): AppRouter {
	const router = routers.get(testHelpers) ?? createAppRouter({ testHelpers })
	routers.set(testHelpers, router)
	return router
}
