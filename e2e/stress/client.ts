import type { Agent } from 'node:http'
import { createTRPCClient, httpLink, TRPCClientError, type TRPCLink } from '@trpc/client'
import type { inferRouterOutputs } from '@trpc/server'
import { observable } from '@trpc/server/observable'
import { leaseHeader } from '../../src/isolation/protocol'
import type { AppRouter } from '../../src/server/routers/app'
import { protectionBypass } from '../isolation/protection'
import { secret } from '../isolation/secrets'
import { type Cut, CutConnection, fetchOver } from './connections'
import type { Measurements } from './measurements'

export type Client = ReturnType<typeof createTRPCClient<AppRouter>>
export type Answers = inferRouterOutputs<AppRouter>

/** What the clients of a run share. */
export type Target = { url: string; agent: Agent; measurements: Measurements }

type Caller = {
	/** The lease that every request carries; none for the test helpers. */
	lease?: string | null
	/** Where the connection of every request is destroyed. */
	cut?: Cut
	/** How the requests are called in the table of operations, before the name of the procedure. */
	as?: string
}

/** A typed client whose requests all carry one lease. One request a call, so that each has a time of its own. */
export function clientOf(target: Target, { lease, cut, as = '' }: Caller = {}): Client {
	const token = secret('ARTIFACT_TEST_SEED_TOKEN')
	return createTRPCClient<AppRouter>({
		links: [
			measured(target.measurements, as),
			httpLink({
				url: new URL('/api/trpc', target.url).href,
				headers: {
					...(token ? { authorization: `Bearer ${token}` } : {}),
					...protectionBypass(),
					...(lease ? { [leaseHeader]: lease } : {}),
				},
				fetch: fetchOver(target.agent, cut),
			}),
		],
	})
}

/** Measures answers, refusals too, but no broken connections: they would lower the times. */
function measured(measurements: Measurements, as: string): TRPCLink<AppRouter> {
	return () =>
		({ op, next }) =>
			observable((observer) => {
				const startedAt = performance.now()
				const measure = () =>
					measurements.add(`${as} ${op.path}`.trim(), performance.now() - startedAt)
				return next(op).subscribe({
					next(value) {
						measure()
						observer.next(value)
					},
					error(error) {
						if (error.data) measure()
						observer.error(error)
					},
					complete: () => observer.complete(),
				})
			})
}

/** How a request ended that was not answered with a result. */
export type Failure =
	| { kind: 'refused'; code: string; message: string }
	/** The answer was lost, or was none of the application's. */
	| { kind: 'broken'; message: string }
	| { kind: 'cut'; status: number | null }

/** A request ended in a way that the client does not call an error. */
export class UnexpectedEnd extends Error {
	override name = 'UnexpectedEnd'
}

/** Tells how a call failed. Throws the error again where it came from no request. */
export function failureOf(error: unknown): Failure {
	if (error instanceof UnexpectedEnd) return { kind: 'broken', message: error.message }
	if (!(error instanceof TRPCClientError)) throw error
	const { data, message, cause } = error as TRPCClientError<AppRouter>
	if (data) return { kind: 'refused', code: data.code, message }
	if (cause instanceof CutConnection) return { kind: 'cut', status: cause.status }
	return { kind: 'broken', message }
}

/** One line for the report. */
export function describeFailure(failure: Failure): string {
	if (failure.kind === 'refused') return `${failure.code}: ${failure.message}`
	return failure.kind === 'broken' ? failure.message : `a connection cut at ${failure.status}`
}
