import { text } from 'node:stream/consumers'
import { createNextApiHandler } from '@trpc/server/adapters/next'
import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next'
import { limits } from '@/domain/limits'
import { appRouter, maxBodyBytes, retryAfterSeconds } from '@/server/http/mounted-router'
import { logRequest } from '@/server/http/request-log'
import { errorEntry, logLine } from '@/server/log'
import { database, testSettings } from '@/server/process/running-server'
import { createContext } from '@/server/request-context'

export const config = { api: { bodyParser: false } }

const handler: NextApiHandler = async (req, res) => {
	const { seeding } = testSettings(await database())
	if (req.method === 'POST') await takeBody(req)
	// tRPC compares the media type letter for letter, though HTTP ignores its case.
	const contentType = req.headers['content-type']
	if (contentType)
		req.headers['content-type'] = contentType.replace(/^[^;]*/, (type) => type.toLowerCase())
	answerInOnePiece(res)
	return handlerOf(seeding.mounted)(req, res)
}

const handlers = new Map<boolean, NextApiHandler>()

// The handler is made at the first request, as a build must not depend on the environment of the server.
function handlerOf(testHelpers: boolean): NextApiHandler {
	const made = handlers.get(testHelpers) ?? createHandler(testHelpers)
	handlers.set(testHelpers, made)
	return made
}

function createHandler(testHelpers: boolean): NextApiHandler {
	return createNextApiHandler({
		router: appRouter(testHelpers),
		createContext,
		maxBodySize: maxBodyBytes,
		maxBatchSize: limits.callsPerBatch,
		responseMeta({ ctx, paths, errors }) {
			const procedure = (paths?.join(',') ?? 'unknown').slice(0, 500)
			if (ctx) logRequest({ ctx, surface: 'trpc', procedure, errors })
			const isAway = errors.some(({ code }) => code === 'SERVICE_UNAVAILABLE')
			return isAway ? { headers: { 'retry-after': String(retryAfterSeconds) } } : {}
		},
		onError({ error, ctx }) {
			if (!ctx) logLine({ level: 'error', error: errorEntry(error) })
		},
	})
}

/**
 * Reads a body of an allowed length, as tRPC would read it through a stream, which takes as long as a small procedure.
 * Without a body tRPC would refuse the request, but here that means an empty object.
 */
async function takeBody(req: NextApiRequest): Promise<void> {
	const length = Number(req.headers['content-length'] ?? 0)
	if (req.headers['transfer-encoding'] !== undefined || length > maxBodyBytes) return
	// Where a caller leaves in the middle, the rest is none: the request is logged like any other that is wrong.
	req.body = length === 0 ? '{}' : await text(req).catch(() => '')
	if (length === 0) req.headers['content-type'] = 'application/json'
}

/**
 * tRPC writes an answer in pieces. In one piece its length is known, and Next leaves a short one as it is instead of
 * compressing it, which takes longer than many procedures.
 */
function answerInOnePiece(res: NextApiResponse): void {
	const pieces: Uint8Array[] = []
	const { end } = res
	res.write = (piece: Uint8Array) => pieces.push(piece) > 0
	res.end = () => {
		const body = Buffer.concat(pieces)
		res.setHeader('content-length', body.length)
		return end.call(res, body, 'utf8')
	}
}

export default handler
