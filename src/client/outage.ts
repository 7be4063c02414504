import { TRPCClientError } from '@trpc/client'
import { errorCode } from './error-text'

export type Outage = 'server' | 'database'

/** What does not answer, so that asking again helps; null where the error is an answer. */
export function outageOf(error: unknown): Outage | null {
	if (errorCode(error) === 'SERVICE_UNAVAILABLE') return 'database'
	// What `fetch` rejects with where no answer came.
	return error instanceof TRPCClientError && error.cause instanceof TypeError ? 'server' : null
}

const gatewayStatuses = [502, 503, 504]

/** `fetch`, which also rejects where a proxy answers in the place of a server that is away: in HTML, not in JSON. */
export const fetchFromServer: typeof fetch = async (input, init) => {
	const response = await fetch(input, init)
	const isJson = response.headers.get('content-type')?.includes('json')
	if (gatewayStatuses.includes(response.status) && !isJson)
		throw new TypeError(`A proxy answered with ${response.status}`)
	return response
}
