import { type Answer, isRefusal, refusals, requestOf, type Situation } from './gate-table'
import type { RawRequest, RawResponse } from './raw-request'

export const surfaces = ['REST', 'tRPC', 'tRPC batch'] as const
export const procedures = ['seed', 'cleanup', 'status'] as const

export type Call = {
	surface: (typeof surfaces)[number]
	procedure: (typeof procedures)[number]
}

export const calls: Call[] = surfaces.flatMap((surface) =>
	procedures.map((procedure) => ({ surface, procedure })),
)

const restMethods = { seed: 'POST', cleanup: 'DELETE', status: 'GET' }
const json = { 'content-type': 'application/json' }

type Input = Record<string, unknown>
type Unaddressed = Omit<RawRequest, 'address' | 'port'>

/** The request for a call over tRPC or REST in a situation; a batch calls the procedure twice. */
export function requestOfCall(
	call: Call,
	{ situation, input }: { situation: Situation; input: Input },
): Unaddressed {
	const request = plainRequest(call, input)
	const present = Object.entries(requestOf(situation).headers).filter(
		(header): header is [string, string] => header[1] !== undefined,
	)
	return { ...request, headers: { ...request.headers, ...Object.fromEntries(present) } }
}

function plainRequest({ surface, procedure }: Call, input: Input): Unaddressed {
	const asJson = JSON.stringify(surface === 'tRPC batch' ? { 0: input, 1: input } : input)
	if (surface === 'REST') {
		const method = restMethods[procedure]
		const path = `/api/v1/test/${procedure}`
		if (method === 'POST') return { method, path, headers: json, body: asJson }
		const query = new URLSearchParams(input as Record<string, string>)
		return { method, path: `${path}?${query}`, headers: {} }
	}
	const name = `testHelpers.${procedure}`
	const path = `/api/trpc/${surface === 'tRPC batch' ? `${name},${name}` : name}`
	const query = new URLSearchParams(surface === 'tRPC batch' ? { batch: '1' } : {})
	if (procedure !== 'status')
		return { method: 'POST', path: `${path}?${query}`, headers: json, body: asJson }
	query.set('input', asJson)
	return { method: 'GET', path: `${path}?${query}`, headers: {} }
}

/** The answer to a call; code and message are those of an error. */
export type CallAnswer = { status: number; code?: string; message?: string }

/** The answers in a response: a batch has two. */
export function answersIn({ surface }: Call, { status, body }: RawResponse): CallAnswer[] {
	const parsed = JSON.parse(body)
	if (surface === 'REST') return [{ status, code: parsed.code, message: parsed.message }]
	return [parsed].flat().map(({ error }) => {
		if (!error) return { status: 200 }
		return { status: error.data.httpStatus, code: error.data.code, message: error.message }
	})
}

/** Whether a response refuses each of its calls as expected, or where `open` is expected, `isOpen` recognises each answer as the procedure's. */
export function isAnswered(
	{ call, expected }: { call: Call; expected: Answer },
	response: RawResponse,
	isOpen: (answer: CallAnswer) => boolean,
): boolean {
	const answers = answersIn(call, response)
	if (answers.length !== (call.surface === 'tRPC batch' ? 2 : 1)) return false
	return answers.every((answer) => {
		if (expected === 'open') return isOpen(answer)
		const { status, code = '', message = '' } = answer
		return status === refusals[expected].status && isRefusal(expected, { code, message })
	})
}
