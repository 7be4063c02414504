import { createTRPCClient, httpBatchLink, type TRPCLink } from '@trpc/client'
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
 * `UnexpectedAnswer` as its cause. `open` has the calls that are not answered yet.
 */
export function createClient(
	url: string,
	leaseId: string | null = null,
	open = new Set<Promise<void>>(),
) {
	const token = secret('ARTIFACT_TEST_SEED_TOKEN')
	return createTRPCClient<AppRouter>({
		links: [
			keepIn(open),
			httpBatchLink({
				url: new URL('/api/trpc', url).href,
				// Node refuses requests whose head is over 16 kB, so a batch of many seeds is split.
				maxURLLength: 8_000,
				maxItems: limits.callsPerBatch,
				headers: {
					...(token && { authorization: `Bearer ${token}` }),
					...(leaseId !== null && { [leaseHeader]: leaseId }),
					...protectionBypass(),
				},
				fetch: answerOfApplication,
			}),
		],
	})
}

/** Keeps each call in the set until its answer. A batch sends a call only some time after it was made. */
function keepIn(open: Set<Promise<void>>): TRPCLink<AppRouter> {
	return () =>
		({ op, next }) =>
			observable((observer) => {
				let end = () => {}
				const call = new Promise<void>((resolve) => {
					end = resolve
				})
				open.add(call)
				call.then(() => open.delete(call))
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
async function answerOfApplication(url: string | URL | Request, init?: object): Promise<Response> {
	await noticeClosures()
	const response = await fetch(url, { ...init, redirect: 'manual' })
	const text = await response.text()
	if (!isOfProcedures(text)) throw new UnexpectedAnswer(response)
	return new Response(text, response)
}

/** Whether a body is the answer of a procedure, or of a batch of procedures. */
function isOfProcedures(text: string): boolean {
	try {
		const answers: { result?: object; error?: { data?: object } }[] = [JSON.parse(text)].flat()
		return answers.every((answer) => answer.result ?? answer.error?.data)
	} catch {
		return false
	}
}
