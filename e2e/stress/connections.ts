import http from 'node:http'
import https from 'node:https'

/** Where a connection is destroyed on purpose. */
export type Cut = 'in the request' | 'in the answer'

/** A connection was destroyed on purpose. */
export class CutConnection extends Error {
	override name = 'CutConnection'
	/** The status of the answer whose body was not read; null: the request was not sent to its end. */
	readonly status: number | null

	constructor(status: number | null) {
		super(status === null ? 'Cut in the request' : `Cut in the answer ${status}`)
		this.status = status
	}
}

/**
 * Node's server closes a connection that was idle for five seconds. A request sent just then ends with ECONNRESET, and
 * nobody can tell whether it was processed. So this side gives an idle connection up long before, and a broken
 * connection is never retried: each is a finding, unless the server was restarted at that time.
 */
const idleMs = 1_000
/** Longer than the server's longest limit for a seed that waits, so that the server's own answer comes first. */
const answerMs = 130_000

/** The kept connections to the server of `url`. */
export function connectionsTo(url: string): http.Agent {
	const settings = { keepAlive: true, timeout: idleMs, maxSockets: Number.POSITIVE_INFINITY }
	return url.startsWith('https:') ? new https.Agent(settings) : new http.Agent(settings)
}

type Init = {
	method?: string
	headers?: unknown
	body?: unknown
	signal?: AbortSignal | null
}

/**
 * A `fetch` over these connections, for JSON in text. With `cut` it destroys the connection there and rejects with
 * CutConnection. `fetch` itself cannot stop in the middle of a body, and hides which connection it takes.
 */
export function fetchOver(agent: http.Agent, cut?: Cut) {
	return (address: string | URL | Request, init: Init = {}): Promise<Response> =>
		new Promise((resolve, reject) => {
			const url = new URL(String(address))
			const body = typeof init.body === 'string' ? Buffer.from(init.body) : undefined
			const { request } = url.protocol === 'https:' ? https : http
			const sent = request(url, {
				agent,
				method: init.method ?? 'GET',
				headers: {
					...(init.headers as Record<string, string>),
					...(body && { 'content-length': body.length }),
				},
			})
			const tooLate = setTimeout(
				() => sent.destroy(new Error(`No answer within ${answerMs / 1_000} s`)),
				answerMs,
			)
			const abort = () => sent.destroy(new Error('Aborted by the worker that sent it'))
			init.signal?.addEventListener('abort', abort)
			sent.once('close', () => {
				clearTimeout(tooLate)
				init.signal?.removeEventListener('abort', abort)
			})
			// One request may report more than one error, and an error without a listener would end the process.
			sent.on('error', reject)
			sent.once('response', (answer) => {
				if (cut === 'in the answer') {
					reject(new CutConnection(answer.statusCode ?? 0))
					sent.destroy()
				} else readAnswer(answer).then(resolve, reject)
			})
			if (init.signal?.aborted) abort()
			else if (cut === 'in the request' && body)
				sent.write(body.subarray(0, Math.ceil(body.length / 2)), () => {
					reject(new CutConnection(null))
					sent.destroy()
				})
			else sent.end(body)
		})
}

/** Rejects where the answer is none of the application's, which answers JSON only. */
async function readAnswer(answer: http.IncomingMessage): Promise<Response> {
	const parts: Buffer[] = []
	for await (const part of answer) parts.push(part as Buffer)
	const status = answer.statusCode ?? 0
	const type = answer.headers['content-type'] ?? 'nothing'
	if (!type.startsWith('application/json')) throw new Error(`It answered ${status} with ${type}`)
	return new Response(Buffer.concat(parts), { status, headers: { 'content-type': type } })
}
