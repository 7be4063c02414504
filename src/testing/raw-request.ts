import { Agent, request } from 'node:http'

/** A request that is sent without any added header, not even `Host`. */
export type RawRequest = {
	/** The address that the socket connects to. Only `headers` decide about the `Host` header. */
	address: string
	port: number
	method: string
	path: string
	headers: Record<string, string>
	body?: string
}

export type RawResponse = { status: number; headers: [name: string, value: string][]; body: string }

// A connection is given up long before the server closes it: a request could be sent into one that is being closed.
const agent = new Agent({ keepAlive: true, maxSockets: 8, timeout: 1_000 })

export function sendRaw(sent: RawRequest): Promise<RawResponse> {
	const { address, port, method, path, headers, body } = sent
	return new Promise((resolve, reject) => {
		const outgoing = request(
			{ host: address, port, method, path, headers, agent, setHost: false },
			(response) => {
				const chunks: Buffer[] = []
				response.on('data', (chunk: Buffer) => chunks.push(chunk))
				response.on('error', reject)
				response.on('end', () => {
					const { statusCode = 0, rawHeaders } = response
					const pairs = rawHeaders.flatMap((name, at): [string, string][] =>
						at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? '']] : [],
					)
					resolve({ status: statusCode, headers: pairs, body: Buffer.concat(chunks).toString() })
				})
			},
		)
		outgoing.on('error', reject)
		outgoing.end(body)
	})
}
