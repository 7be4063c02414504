import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { ZodError } from 'zod'
import { isSpecificError } from './errors'

export type ErrorIssue = { path: string; message: string }

/** The part of an error that a caller may read, the same over tRPC and REST: never SQL, a stack or a file path. */
export type ErrorShape = {
	code: string
	message: string
	httpStatus: number
	/** The fields that are wrong, for a mistake in the input. */
	issues?: ErrorIssue[]
}

/**
 * The public form of an error. The message of an unexpected server error stays in the log; the caller gets the
 * request's id instead.
 */
export function errorShape(error: TRPCError, requestId: string | undefined): ErrorShape {
	const httpStatus = getHTTPStatusCodeFromError(error)
	if (isSpecificError(error))
		return { code: error.specificCode, message: error.message, httpStatus }
	if (error.cause?.name === 'ZodError') {
		const issues = (error.cause as ZodError).issues.flatMap(issuesOf)
		const message = issues.map(({ path, message }) => `${path}: ${message}`).join('; ')
		return { code: error.code, message, httpStatus, issues }
	}
	if (error.code === 'PARSE_ERROR' || error.cause instanceof SyntaxError)
		return { code: 'BAD_REQUEST', message: 'body: Not valid JSON', httpStatus: 400 }
	if (error.code === 'PAYLOAD_TOO_LARGE')
		return { code: error.code, message: 'body: Too large for this server', httpStatus }
	if (httpStatus >= 500) {
		const id = requestId ? ` Its id is ${requestId}.` : ''
		return {
			code: error.code,
			message: `The server failed to answer this request.${id}`,
			httpStatus,
		}
	}
	return { code: error.code, message: error.message, httpStatus }
}

type Formatted = {
	shape: { code: number }
	error: TRPCError
	ctx: { requestId?: string } | undefined
	path: string | undefined
}

/** tRPC's `errorFormatter`: the public form of an error in `message` and `data`. */
export function formatError<Code extends number>({
	shape,
	error,
	ctx,
	path,
}: Formatted & { shape: { code: Code } }) {
	const { message, ...data } = errorShape(error, ctx?.requestId)
	return { code: shape.code, message, data: { ...data, path } }
}

function issuesOf(issue: ZodError['issues'][number]): ErrorIssue[] {
	const at = issue.path.join('.')
	if (issue.code === 'unrecognized_keys')
		return issue.keys.map((key) => ({ path: at ? `${at}.${key}` : key, message: 'Unknown field' }))
	return [{ path: at || 'body', message: issue.message }]
}

/**
 * An error of any kind as a `TRPCError`, with its cause kept. Told by its name: a bundler may give the start-up hook a
 * class of its own.
 */
export function asTRPCError(error: unknown): TRPCError {
	if (error instanceof Error && error.name === 'TRPCError') return error as TRPCError
	return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error })
}
