import { createNextApiHandler } from '@trpc/server/adapters/next'
import type { NextApiHandler, NextApiRequest } from 'next'
import { createContext } from '@/server/context'
import { errorEntry, logLine } from '@/server/log'
import { logRequest } from '@/server/request-log'
import { appRouter, maxBodyBytes } from '@/server/surfaces'

export const config = { api: { bodyParser: false } }

let cached: NextApiHandler | undefined

// Made at the first request: a build must not depend on the environment of the server.
const handler: NextApiHandler = (req, res) => {
	cached ??= createNextApiHandler({
		router: appRouter(),
		createContext,
		maxBodySize: maxBodyBytes,
		responseMeta({ ctx, paths, errors }) {
			const procedure = (paths?.join(',') ?? 'unknown').slice(0, 500)
			if (ctx) logRequest({ ctx, surface: 'trpc', procedure, errors })
			return {}
		},
		onError({ error, ctx }) {
			if (!ctx) logLine({ level: 'error', error: errorEntry(error) })
		},
	})
	if (req.method === 'POST' && hasNoBody(req)) {
		req.headers['content-type'] = 'application/json'
		req.body = '{}'
	}
	return cached(req, res)
}

/** A call without a body means one with an empty object, which tRPC by itself refuses. */
function hasNoBody({ headers }: NextApiRequest): boolean {
	return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
}

export default handler
