import { describe, expect, it } from 'vitest'
import { decideGate, type GateRequest } from './gate'

const token = 'correct-horse-battery-staple-1234'

// Each value of an input with what the contract says about it, so that the expected answer is read off the
// contract's table and not computed the way the gate does.
const servers = [
	{ flag: false, token: null },
	{ flag: false, token },
	{ flag: true, token: null },
	{ flag: true, token },
]
const addresses = [
	{ value: '127.0.0.1', loopback: true },
	{ value: '::1', loopback: true },
	{ value: '::ffff:127.8.9.1', loopback: true },
	{ value: '::ffff:10.0.0.1', loopback: false },
	{ value: undefined, loopback: false },
]
const forwardedFors = [
	{ value: undefined, loopback: true },
	{ value: '::1, ::ffff:127.0.0.1', loopback: true },
	{ value: '', loopback: false },
	{ value: '127.0.0.1, 203.0.113.7', loopback: false },
	{ value: '203.0.113.7, 127.0.0.1', loopback: false },
	{ value: '127.0.0.1.evil.example', loopback: false },
]
const hosts = [
	{ value: 'localhost:3000', loopback: true },
	{ value: '127.0.0.1:3000', loopback: true },
	{ value: '[::1]:3000', loopback: true },
	{ value: 'localhost.evil.example:3000', loopback: false },
	{ value: undefined, loopback: false },
]
const forwardedHosts = [
	{ value: undefined, loopback: true },
	{ value: 'localhost:3000', loopback: true },
	{ value: 'app.example', loopback: false },
	{ value: 'localhost, app.example', loopback: false },
]
const sites = [
	{ value: undefined, other: false },
	{ value: 'same-origin', other: false },
	{ value: 'cross-site', other: true },
]
const origins = [
	{ of: () => undefined, other: () => false },
	{
		of: (host?: string) => `http://${host ?? 'localhost'}`,
		other: (host?: string) => host === undefined,
	},
	{ of: () => 'https://evil.example', other: () => true },
	{ of: () => 'null', other: () => true },
]
const authorizations = [
	{ value: undefined, right: false },
	{ value: '', right: false },
	{ value: token, right: false },
	{ value: `Basic ${token}`, right: false },
	{ value: `Bearer ${token}x`, right: false },
	{ value: `Bearer ${token}`, right: true },
]

type Answer = 'off' | 'other site' | 'token' | 'remote' | 'open'

function* situations(): Generator<{
	server: (typeof servers)[number]
	request: GateRequest
	expected: Answer
}> {
	for (const server of servers)
		for (const address of addresses)
			for (const forwardedFor of forwardedFors)
				for (const host of hosts)
					for (const forwardedHost of forwardedHosts)
						for (const site of sites)
							for (const origin of origins)
								for (const authorization of authorizations) {
									const foreign =
										site.other ||
										(origin.other(host.value) &&
											origin.of(host.value) !== `http://${forwardedHost.value}`)
									const local = [address, forwardedFor, host, forwardedHost].every(
										(each) => each.loopback,
									)
									const rows: [fits: boolean, answer: Answer][] = [
										[!server.flag, 'off'],
										[foreign, 'other site'],
										[server.token !== null && !authorization.right, 'token'],
										[server.token !== null, 'open'],
										[!local, 'remote'],
										[true, 'open'],
									]
									yield {
										server,
										request: {
											remoteAddress: address.value,
											headers: {
												authorization: authorization.value,
												host: host.value,
												origin: origin.of(host.value),
												'sec-fetch-site': site.value,
												'x-forwarded-for': forwardedFor.value,
												'x-forwarded-host': forwardedHost.value,
											},
										},
										expected: rows.find(([fits]) => fits)?.[1] ?? 'open',
									}
								}
}

function answer(flag: boolean, secret: string | null, request: GateRequest): Answer | string {
	const given = decideGate({ mounted: true, enabled: flag, token: secret }, request)
	if (given.open) return 'open'
	const text = `${given.code}: ${given.message}`
	if (/^FORBIDDEN.*ARTIFACT_ENABLE_TEST_SEED=true/.test(text)) return 'off'
	if (/^FORBIDDEN.*ARTIFACT_TEST_SEED_TOKEN/.test(text)) return 'remote'
	if (/^FORBIDDEN.*other sites/.test(text)) return 'other site'
	if (/^UNAUTHORIZED/.test(text)) return 'token'
	return text
}

describe('the gate', () => {
	it("answers every situation with the first row of the contract's table that fits", () => {
		const seen = new Map<Answer, number>()
		const wrong: unknown[] = []
		for (const { server, request, expected } of situations()) {
			seen.set(expected, (seen.get(expected) ?? 0) + 1)
			const given = answer(server.flag, server.token, request)
			if (given !== expected) wrong.push({ server, request, expected, given })
		}
		expect(wrong.slice(0, 3)).toEqual([])
		expect([...seen.keys()].sort()).toEqual(['off', 'open', 'other site', 'remote', 'token'])
	})

	const local: GateRequest = { remoteAddress: '127.0.0.1', headers: { host: 'localhost:3000' } }

	it.each([
		{ 'x-forwarded-for': '127.0.0.1,' },
		{ 'x-forwarded-for': '127.0.0.1, unknown' },
		{ 'x-forwarded-for': '1270.0.0.1' },
		{ 'x-forwarded-for': '127.0.0.256' },
		{ 'x-forwarded-host': '' },
		{ host: '' },
		{ host: 'localhost@evil.example' },
		{ host: 'evil.example:localhost' },
		{ host: 'mylocalhost' },
		{ host: '0.0.0.0:3000' },
		{ host: '127.0.0.1.' },
	])('takes %j for a remote caller', (headers) => {
		const request = { ...local, headers: { ...local.headers, ...headers } }
		expect(answer(true, null, request)).toBe('remote')
	})

	it.each([{ host: 'LOCALHOST' }, { host: 'app.localhost:3000' }, { host: '127.9.9.9' }])(
		'takes %j for a local caller',
		(headers) => {
			expect(answer(true, null, { ...local, headers })).toBe('open')
		},
	)

	it('takes another port of the same machine for another site', () => {
		const headers = { ...local.headers, origin: 'http://localhost:4000' }
		expect(answer(true, null, { ...local, headers })).toBe('other site')
	})

	it('opens to a remote caller with the token, and to a local one only with it', () => {
		const authorization = `bearer ${token}`
		const remote = { remoteAddress: '203.0.113.7', headers: { host: 'app.example', authorization } }
		expect(answer(true, token, remote)).toBe('open')
		expect(answer(true, token, local)).toBe('token')
	})
})
