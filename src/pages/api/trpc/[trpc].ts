import { createNextApiHandler } from '@trpc/server/adapters/next'
import type { NextApiHandler } from 'next'
import { createContext } from '@/server/context'
import { reportError } from '@/server/log'
import { appRouter, maxBodyBytes } from '@/server/surfaces'

export const config = { api: { bodyParser: false } }

let cached: NextApiHandler | undefined

// Made at the first request: a build must not depend on the environment of the server.
const handler: NextApiHandler = (req, res) => {
	cached ??= createNextApiHandler({
		router: appRouter(),
		createContext,
		maxBodySize: maxBodyBytes,
		onError: ({ error, ctx, path }) => reportError(error, { requestId: ctx?.requestId, path }),
	})
	return cached(req, res)
}

export default handler
