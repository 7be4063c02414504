import { createHash, timingSafeEqual } from 'node:crypto'
import type { Env } from '../env'

/** What the gate looks at in a request. A header is undefined when it is absent. */
export type GateRequest = {
	/** Address of the socket's other end. */
	remoteAddress: string | undefined
	headers: Partial<
		Record<
			| 'authorization'
			| 'host'
			| 'origin'
			| 'sec-fetch-site'
			| 'x-forwarded-for'
			| 'x-forwarded-host',
			string
		>
	>
}

export type GateAnswer = { open: true } | { open: false; code: Refusal; message: string }

type Refusal = 'NOT_FOUND' | 'FORBIDDEN' | 'UNAUTHORIZED'

/** Whether the test helpers answer this request; the first row that fits decides. Where they are not mounted the router answers first, as for any unknown path. */
export function decideGate(seeding: Env['seeding'], request: GateRequest): GateAnswer {
	if (!seeding.mounted) return closed('NOT_FOUND', 'There is nothing at this path.')
	if (!seeding.enabled)
		return closed(
			'FORBIDDEN',
			'Test helpers are off. Start the server with ARTIFACT_ENABLE_TEST_SEED=true to open them.',
		)
	if (isForeignBrowser(request))
		return closed('FORBIDDEN', 'Test helpers do not answer pages of other sites.')
	if (seeding.token !== null) {
		if (hasToken(request.headers.authorization, seeding.token)) return { open: true }
		return closed(
			'UNAUTHORIZED',
			'The token is absent or wrong. Send the value of ARTIFACT_TEST_SEED_TOKEN as `Authorization: Bearer …`.',
		)
	}
	if (!isLocal(request))
		return closed(
			'FORBIDDEN',
			'Test helpers answer this machine only. Set ARTIFACT_TEST_SEED_TOKEN on the server to open them to remote callers that send it.',
		)
	return { open: true }
}

function closed(code: Refusal, message: string): GateAnswer {
	return { open: false, code, message }
}

function isForeignBrowser({ headers }: GateRequest): boolean {
	if (headers['sec-fetch-site'] === 'cross-site') return true
	if (headers.origin === undefined) return false
	const origin = URL.canParse(headers.origin) ? new URL(headers.origin).host : ''
	return origin === '' || (origin !== headers.host && origin !== headers['x-forwarded-host'])
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
	const hops = headers['x-forwarded-for']?.split(',') ?? []
	const hosts = [headers.host ?? '', ...(headers['x-forwarded-host']?.split(',') ?? [])]
	return [remoteAddress ?? '', ...hops].every(isLoopbackAddress) && hosts.every(isLoopbackName)
}

const loopbackIPv4 = /^127(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/
const localhostName = /^([a-z0-9-]+\.)*localhost$/

function isLoopbackAddress(address: string): boolean {
	const text = address.trim().toLowerCase()
	return text === '::1' || loopbackIPv4.test(text.replace(/^::ffff:/, ''))
}

function isLoopbackName(host: string): boolean {
	const name = host.trim().toLowerCase().replace(/:\d+$/, '')
	return localhostName.test(name) || name === '[::1]' || loopbackIPv4.test(name)
}
