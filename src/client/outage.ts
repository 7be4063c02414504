import { TRPCClientError } from '@trpc/client'
import { errorCode } from './api-error'

export type Outage = 'server' | 'database'

/** Which part is away, so that asking again helps. Null if the error is itself an answer. */
export function outageOf(error: unknown): Outage | null {
	if (errorCode(error) === 'SERVICE_UNAVAILABLE') return 'database'
	// `fetch` rejects with a TypeError if no answer came.
	return error instanceof TRPCClientError && error.cause instanceof TypeError ? 'server' : null
}

const gatewayStatuses = [502, 503, 504]

/** `fetch` that also rejects if a proxy answers in the place of a server that is away. The server answers in JSON, a proxy does not. */
export const fetchFromServer: typeof fetch = async (input, init) => {
	const response = await fetch(input, init)
	const isJson = response.headers.get('content-type')?.includes('json')
	if (gatewayStatuses.includes(response.status) && !isJson)
		throw new TypeError(`A proxy answered with ${response.status}`)
	return response
}
