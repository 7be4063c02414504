import { type AnyTRPCProcedure, callTRPCProcedure, TRPCError } from '@trpc/server'
import type { NextApiRequest, NextApiResponse } from 'next'
import type { OpenApiMeta } from 'trpc-to-openapi'
import { z } from 'zod'
import { asTRPCError, errorShape } from '@/isolation/error-shape'
import { createContext, type RequestContext } from '../request-context'
import { appRouter, maxBodyBytes, retryAfterSeconds } from './mounted-router'
import { logRequest } from './request-log'

type Exchange = { req: NextApiRequest; res: NextApiResponse; ctx: RequestContext }
type Endpoint = { method: string; path: string; procedurePath: string; procedure: AnyTRPCProcedure }

/** Answers a request with the procedure whose `openapi` meta has its method and path. Nothing is coerced. */
export async function handleRest(req: NextApiRequest, res: NextApiResponse): Promise<void> {
	const ctx = await createContext({ req, res })
	let procedure = 'unknown'
	const errors: TRPCError[] = []
	try {
		const endpoint = findEndpoint({ req, res, ctx })
		procedure = endpoint.procedurePath
		const result: unknown = await callTRPCProcedure({
			router: appRouter(ctx.env.seeding.mounted),
			path: endpoint.procedurePath,
			type: endpoint.procedure._def.type,
			getRawInput: async () =>
				req.method === 'POST' ? readJson(req) : readQuery(req, endpoint.procedure),
			ctx,
			signal: undefined,
			batchIndex: 0,
		})
		res.status(200).json(result)
	} catch (caught) {
		const error = asTRPCError(caught)
		errors.push(error)
		const { httpStatus, ...body } = errorShape(error, ctx.requestId)
		if (httpStatus === 503) res.setHeader('retry-after', retryAfterSeconds)
		res.status(httpStatus).json(body)
	}
	logRequest({ ctx, surface: 'rest', procedure, errors })
}

/** Every procedure with a REST alias. */
function endpoints(ctx: RequestContext): Endpoint[] {
	const procedures = appRouter(ctx.env.seeding.mounted)._def.procedures as unknown as Record<
		string,
		AnyTRPCProcedure
	>
	return Object.entries(procedures).flatMap(([procedurePath, procedure]) => {
		const openapi = (procedure._def.meta as OpenApiMeta | undefined)?.openapi
		return openapi ? [{ method: openapi.method, path: openapi.path, procedurePath, procedure }] : []
	})
}

function findEndpoint({ req, res, ctx }: Exchange): Endpoint {
	const path = `/${[req.query.path].flat().join('/')}`
	const atPath = endpoints(ctx).filter((endpoint) => endpoint.path === path)
	// An endpoint for GET answers HEAD too; Node leaves the body out.
	const asked = req.method === 'HEAD' ? 'GET' : req.method
	const endpoint = atPath.find(({ method }) => method === asked)
	if (endpoint) return endpoint
	if (atPath.length === 0)
		throw new TRPCError({ code: 'NOT_FOUND', message: 'There is nothing at this path.' })
	const methods = atPath.map(({ method }) => (method === 'GET' ? 'GET, HEAD' : method))
	const allowed = methods.join(', ')
	res.setHeader('allow', allowed)
	throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message: `Use ${allowed} at this path.` })
}

/** The text of a body. Throws where it is too long, or where the caller leaves in the middle. */
async function readBody(req: NextApiRequest): Promise<string> {
	const chunks: Buffer[] = []
	let size = 0
	try {
		for await (const chunk of req as AsyncIterable<Buffer>) {
			size += chunk.length
			if (size > maxBodyBytes) throw new TRPCError({ code: 'PAYLOAD_TOO_LARGE' })
			chunks.push(chunk)
		}
	} catch (cause) {
		if (cause instanceof TRPCError) throw cause
		throw new TRPCError({ code: 'CLIENT_CLOSED_REQUEST', cause })
	}
	return Buffer.concat(chunks).toString('utf8')
}

async function readJson(req: NextApiRequest): Promise<unknown> {
	const text = await readBody(req)
	if (text.trim() === '') return undefined
	try {
		return JSON.parse(text)
	} catch (cause) {
		throw new TRPCError({ code: 'PARSE_ERROR', cause })
	}
}

/** A query string carries text only: digits are read as a number where the procedure's schema asks for one. */
function readQuery(req: NextApiRequest, procedure: AnyTRPCProcedure): unknown {
	const { path: _, ...query } = req.query
	const numbers = numberFields(procedure)
	return Object.fromEntries(
		Object.entries(query).map(([name, value]) => {
			const isNumber = numbers.has(name) && typeof value === 'string' && /^\d+$/.test(value)
			return [name, isNumber ? Number(value) : value]
		}),
	)
}

function numberFields(procedure: AnyTRPCProcedure): Set<string> {
	const [input] = (procedure._def as unknown as { inputs: z.ZodType[] }).inputs
	if (!input) return new Set()
	const properties = z.toJSONSchema(input, { io: 'input' }).properties ?? {}
	return new Set(
		Object.entries(properties).flatMap(([name, schema]) =>
			typeof schema === 'object' && (schema.type === 'integer' || schema.type === 'number')
				? [name]
				: [],
		),
	)
}
