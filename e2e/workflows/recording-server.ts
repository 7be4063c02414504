import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type RecordedRequest = {
	method: string
	/** The origin to which the script sent the request. `path` has the path and the query. */
	origin: string
	path: string
	headers: IncomingHttpHeaders
	body: string
}

export type Answer = { status: number; body: string; headers?: Record<string, string> }

export type RecordingServer = {
	url: string
	requests: RecordedRequest[]
	close: () => Promise<void>
}

/** Starts a server on a free port of this machine. It records its requests, and answers them with `answer`. */
export async function startRecordingServer(
	answer: (request: RecordedRequest) => Answer,
): Promise<RecordingServer> {
	const requests: RecordedRequest[] = []
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = []
		for await (const chunk of request) chunks.push(chunk)
		const { method = '', url: path = '', headers } = request
		const recorded = {
			...{ method, path, headers },
			origin: String(headers['x-asked-origin'] ?? `http://${headers.host}`),
			body: Buffer.concat(chunks).toString('utf8'),
		}
		requests.push(recorded)
		const { status, body, headers: given = {} } = answer(recorded)
		response.writeHead(status, { connection: 'close', ...given }).end(body)
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	}
}
