import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Gateway = {
	/** The origin to which a request goes, by the number of the request: the first is number 1. */
	leadsTo: (asked: number) => string
	/** Returns true where it has answered in place of the application. */
	answers?: (req: IncomingMessage, res: ServerResponse) => boolean
}

/** Starts a proxy before an application, which passes requests on to it. */
export async function startGateway({ leadsTo, answers }: Gateway) {
	let asked = 0
	const server = createServer((req, res) => {
		asked += 1
		if (answers?.(req, res)) return
		const target = new URL(req.url ?? '/', leadsTo(asked))
		const handedOn = request(target, { method: req.method, headers: req.headers }, (answer) => {
			res.writeHead(answer.statusCode ?? 502, answer.headers)
			answer.pipe(res)
		})
		handedOn.on('error', () => res.destroy())
		req.pipe(handedOn)
	})
	const url = await listening(server)
	return { url, close: () => closed(server) }
}

export type Recorded = { method: string; path: string; headers: IncomingMessage['headers'] }

/** Starts another site, which records its requests and answers them with `answer`. */
export async function startOtherSite(answer: (req: IncomingMessage, res: ServerResponse) => void) {
	const recorded: Recorded[] = []
	const server = createServer((req, res) => {
		recorded.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers })
		answer(req, res)
	})
	return { url: await listening(server), recorded, close: () => closed(server) }
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function closed(server: ReturnType<typeof createServer>): Promise<void> {
	server.closeAllConnections()
	return new Promise((resolve) => server.close(() => resolve()))
}
