import {
	createTRPCClient,
	httpBatchLink,
	httpLink,
	TRPCClientError,
	type TRPCLink,
} from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { limits } from '../../src/domain/limits'
import { leaseHeader } from '../../src/isolation/protocol'
import type { AppRouter } from '../../src/server/routers/app'
import { protectionBypass } from '../isolation/protection'
import { secret } from '../isolation/secrets'
import { noticeClosures } from './notice-closures'

export type Client = ReturnType<typeof createClient>

/**
 * The typed client of the application at `url`. It sends ARTIFACT_TEST_SEED_TOKEN and VERCEL_AUTOMATION_BYPASS_SECRET,
 * where set, to that origin only, and a lease where it is given one. Where something else answers, a call fails with
 * `UnexpectedAnswer` as its cause.
 */
export function createClient(url: string, leaseId: string | null = null, calls = new Calls()) {
	// Each call has a request of its own: a batch waits for further calls, longer than some calls take.
	return createTRPCClient<AppRouter>({
		links: [followIn(calls), httpLink(requestsTo(url, leaseId))],
	})
}

/** The client of `createClient`, which sends the calls of one turn in one request, or in few where they are many. */
export function createBatchingClient(url: string): Client {
	return createTRPCClient<AppRouter>({
		links: [
			httpBatchLink({
				...requestsTo(url, null),
				// Node refuses requests whose head is over 16 kB.
				maxURLLength: 8_000,
				maxItems: limits.callsPerBatch,
			}),
		],
	})
}

function requestsTo(url: string, leaseId: string | null) {
	const token = secret('ARTIFACT_TEST_SEED_TOKEN')
	return {
		url: new URL('/api/trpc', url).href,
		headers: {
			...(token && { authorization: `Bearer ${token}` }),
			...(leaseId !== null && { [leaseHeader]: leaseId }),
			...protectionBypass(),
		},
		fetch: answerOfApplication,
	}
}

/** The calls of a client. */
export class Calls {
	/** Those that are not answered yet. */
	readonly open = new Set<Promise<void>>()
	/** Why no further call is sent; null: calls are sent. */
	refusal: string | null = null
}

/** Keeps each call until its answer. */
function followIn(calls: Calls): TRPCLink<AppRouter> {
	return () =>
		({ op, next }) =>
			observable((observer) => {
				if (calls.refusal !== null) {
					observer.error(TRPCClientError.from(new Error(calls.refusal)))
					return
				}
				let end = () => {}
				const call = new Promise<void>((resolve) => {
					end = resolve
				})
				calls.open.add(call)
				call.then(() => calls.open.delete(call))
				return next(op).subscribe({
					next: (answer) => observer.next(answer),
					error(error) {
						end()
						observer.error(error)
					},
					complete() {
						end()
						observer.complete()
					},
				})
			})
}

/** The answer was none of tRPC's, but a page, a redirect, or JSON of something else. */
export class UnexpectedAnswer extends Error {
	override name = 'UnexpectedAnswer'
	readonly status: number
	/** Where the answer redirects to; null where it does not. */
	readonly location: string | null

	constructor({ status, headers }: Response) {
		const type = headers.get('content-type') ?? 'nothing'
		super(`it answered ${status} with ${type}`)
		this.status = status
		this.location = headers.get('location')
	}
}

/** Follows no redirect: `fetch` would send our headers, secrets among them, wherever the redirect leads. */
async function answerOfApplication(url: string | URL | Request, init?: object) {
	await noticeClosures()
	const response = await fetch(url, { ...init, redirect: 'manual' })
	const answer: unknown = await response.json().catch(() => null)
	if (!isOfProcedures(answer)) throw new UnexpectedAnswer(response)
	return { ok: response.ok, json: async () => answer }
}

/** Whether an answer is that of a procedure, or of a batch of procedures. */
function isOfProcedures(answer: unknown): boolean {
	const answers = [answer].flat() as ({ result?: object; error?: { data?: object } } | null)[]
	return answers.every((each) => each?.result ?? each?.error?.data)
}
