import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next'
import { afterAll } from 'vitest'

type Route = {
	/** The handler gets paths that begin with the prefix. The rest of the path is `query[parameter]`, in segments. */
	prefix: string
	parameter: string
	handler: NextApiHandler
	/** Whether the rest of the path stays one text, as in `[trpc].ts`. */
	single?: boolean
}

/** Serves API routes over real HTTP, with `query`, `cookies`, `status` and `json` as Next has them. Returns the origin. */
export async function serveRoutes(routes: Route[]): Promise<string> {
	const server = createServer((req, res) => {
		const url = new URL(req.url ?? '/', 'http://localhost')
		const route = routes.find(({ prefix }) => url.pathname.startsWith(prefix))
		const answer = Object.assign(res, {
			status(code: number) {
				res.statusCode = code
				return answer
			},
			json(body: unknown) {
				res.setHeader('content-type', 'application/json; charset=utf-8')
				res.end(JSON.stringify(body))
			},
		}) as unknown as NextApiResponse
		if (!route) return answer.status(404).json({})
		const rest = url.pathname.slice(route.prefix.length)
		const query = { ...queryOf(url), [route.parameter]: route.single ? rest : rest.split('/') }
		// Next answers 500 where a handler throws. Here the connection breaks, so that the test sees the error at once.
		Promise.resolve(route.handler(asNextRequest(req, query), answer)).catch(() => res.destroy())
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	afterAll(() => new Promise((resolve) => server.close(resolve)))
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function asNextRequest(req: IncomingMessage, query: NextApiRequest['query']): NextApiRequest {
	const pairs = (req.headers.cookie ?? '').split('; ').map((pair) => pair.split('=', 2))
	return Object.assign(req, { query, cookies: Object.fromEntries(pairs) }) as NextApiRequest
}

/** A repeated field is an array, as in Next. */
function queryOf({ searchParams }: URL): NextApiRequest['query'] {
	return Object.fromEntries(
		[...new Set(searchParams.keys())].map((name) => {
			const values = searchParams.getAll(name)
			return [name, values.length > 1 ? values : values[0]]
		}),
	)
}
