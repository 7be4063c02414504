import { createHash, timingSafeEqual } from 'node:crypto'
import type { Adapter } from './adapter'
import { isForeignOrigin } from './caller-site'
import { isLoopbackAddress, isLoopbackName } from './loopback'

export type GateSettings = {
	/** Whether the server has the test helpers at all. */
	mounted: boolean
	enabled: boolean
	/** The token that callers have to send; null: none is configured. */
	token: string | null
	productionBuild: boolean
}

/** The parts of a request that the gate looks at. An absent header is undefined. */
export type GateRequest = {
	/** The address of the socket's other end. */
	remoteAddress: string | undefined
	headers: Partial<Record<(typeof gateHeaders)[number], string>>
}

export const gateHeaders = [
	...(['authorization', 'host', 'origin', 'sec-fetch-site'] as const),
	...(['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via'] as const),
]

export type GateAnswer = { open: true } | { open: false; code: Refusal; message: string }

type Refusal = 'NOT_FOUND' | 'FORBIDDEN' | 'UNAUTHORIZED'

/**
 * Decides whether the test helpers answer this request. Where they are not mounted, the router answers first, as for
 * any unknown path.
 */
export function decideGate(
	settings: GateSettings,
	request: GateRequest,
	names: Pick<Adapter['messages'], 'switch' | 'token'>,
): GateAnswer {
	if (!settings.mounted) return closed('NOT_FOUND', 'There is nothing at this path.')
	if (!settings.enabled)
		return closed(
			'FORBIDDEN',
			`Test helpers are off. Start the server with ${names.switch} to open them.`,
		)
	if (isForeignBrowser(request))
		return closed('FORBIDDEN', 'Test helpers do not answer pages of other sites.')
	if (settings.token !== null) {
		if (hasToken(request.headers.authorization, settings.token)) return { open: true }
		return closed(
			'UNAUTHORIZED',
			`The token is absent or wrong. Send the value of ${names.token} as \`Authorization: Bearer …\`.`,
		)
	}
	// A proxy on this machine can make any stranger look like a local caller.
	if (settings.productionBuild)
		return closed(
			'FORBIDDEN',
			`A production build opens its test helpers to callers with a token only. Set ${names.token} on the server and send it.`,
		)
	if (!isLocal(request))
		return closed(
			'FORBIDDEN',
			`Test helpers answer this machine only. Set ${names.token} on the server to open them to remote callers that send it.`,
		)
	return { open: true }
}

/** Whether the caller has the token, or is on this machine: a page of a test sends no token. */
export function mayBeOfSuite({ token }: GateSettings, request: GateRequest): boolean {
	const isTrusted = token !== null && hasToken(request.headers.authorization, token)
	return (isTrusted || isLocal(request)) && !isForeignBrowser(request)
}

function closed(code: Refusal, message: string): GateAnswer {
	return { open: false, code, message }
}

function isForeignBrowser({ headers }: GateRequest): boolean {
	return headers['sec-fetch-site'] === 'cross-site' || isForeignOrigin(headers)
}

function hasToken(authorization: string | undefined, token: string): boolean {
	const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
	if (given === undefined) return false
	return timingSafeEqual(sha256(given), sha256(token))
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest()
}

function isLocal({ remoteAddress, headers }: GateRequest): boolean {
	if (proxyHeaders.some((name) => headers[name] !== undefined)) return false
	const hops = headers['x-forwarded-for']?.split(',') ?? []
	const hosts = [headers.host ?? '', ...(headers['x-forwarded-host']?.split(',') ?? [])]
	return [remoteAddress ?? '', ...hops].every(isLoopbackAddress) && hosts.every(isLoopbackName)
}

/** Only a proxy sends these headers: Next adds none of them by itself. */
const proxyHeaders = ['forwarded', 'x-real-ip', 'via'] as const
