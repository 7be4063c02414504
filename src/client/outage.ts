import { TRPCClientError } from '@trpc/client'
import { errorCode } from './api-error'

export type Outage = 'server' | 'database'

/** Whether something else than the API answered, if anything did, and asking again by itself may never help. */
export function isUnanswered(error: unknown): boolean {
	return error instanceof TRPCClientError && !error.data
}

/** Which part is away, so that asking again helps. Null if the error is itself an answer. */
export function outageOf(error: unknown): Outage | null {
	if (errorCode(error) === 'SERVICE_UNAVAILABLE') return 'database'
	// `fetch` rejects with a TypeError if no answer came.
	return error instanceof TRPCClientError && error.cause instanceof TypeError ? 'server' : null
}

/** `fetch` that also rejects if a proxy answers in the place of a server that is away, with whichever status it has for that. The server answers in JSON, a proxy does not. */
export const fetchFromServer: typeof fetch = async (input, init) => {
	const response = await fetch(input, init)
	const isJson = response.headers.get('content-type')?.includes('json')
	if (response.status > 501 && !isJson)
		throw new TypeError(`A proxy answered with ${response.status}`)
	return response
}
