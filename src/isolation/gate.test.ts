import { describe, expect, it } from 'vitest'
import { EnvironmentError, parseEnv } from '@/server/process/env'
import {
	type Answer,
	expectedAnswer,
	isRefusal,
	requestOf,
	type Situation,
	secret,
	settings,
	situationsOf,
	variablesOf,
} from '@/testing/gate-table'
import { decideGate, type GateAnswer, type GateRequest, type GateSettings } from './gate'

const names = { switch: 'ARTIFACT_ENABLE_TEST_SEED=true', token: 'ARTIFACT_TEST_SEED_TOKEN' }
const gate = (settings: GateSettings, request: GateRequest) => decideGate(settings, request, names)

function isAsExpected(expected: Answer, given: GateAnswer): boolean {
	if (expected === 'open') return given.open
	return !given.open && isRefusal(expected, given)
}

type Compared = {
	rows: number
	seen: Set<Answer>
	wrong: { situation: Situation; expected: Answer; given: GateAnswer }[]
}

/** Compares a gate with every row of the table; stops soon after the first wrong answer. */
function compareAllRows(decide: typeof gate): Compared {
	const compared: Compared = { rows: 0, seen: new Set(), wrong: [] }
	for (const setting of settings()) {
		const { seeding } = parseEnv(variablesOf(setting))
		for (const situation of situationsOf(setting)) {
			const expected = expectedAnswer(situation)
			const given = decide(seeding, requestOf(situation))
			compared.rows += 1
			compared.seen.add(expected)
			if (isAsExpected(expected, given)) continue
			compared.wrong.push({ situation, expected, given })
			if (compared.wrong.length === 3) return compared
		}
	}
	return compared
}

const answers: Answer[] = [
	...(['not mounted', 'off', 'open', 'other site', 'production build', 'remote', 'token'] as const),
]

describe('the gate', () => {
	it.each(['1', 'TRUE', 'True', 'yes', 'on', '0', ' true', 'true,false'])(
		'does not come to decide where the flag is %j: the start ends with the name of the flag',
		(flag) => {
			for (const setting of settings()) {
				const source = { ...variablesOf(setting), ARTIFACT_ENABLE_TEST_SEED: flag }
				expect(() => parseEnv(source)).toThrow(EnvironmentError)
				expect(() => parseEnv(source)).toThrow(/ARTIFACT_ENABLE_TEST_SEED: allowed: true or false/)
			}
		},
	)

	it.each(['Production', 'PRODUCTION', ' production', 'production\n'])(
		'takes VERCEL_ENV=%j for production',
		(VERCEL_ENV) => {
			const { seeding } = parseEnv({ VERCEL_ENV, ARTIFACT_ENABLE_TEST_SEED: 'true' })
			expect(gate(seeding, local)).toMatchObject({ open: false, code: 'NOT_FOUND' })
		},
	)

	const local: GateRequest = { remoteAddress: '127.0.0.1', headers: { host: 'localhost:3000' } }
	const without = { mounted: true, enabled: true, token: null, productionBuild: false }
	const answerTo = (request: GateRequest, token: string | null = null) =>
		answers.find((answer) => isAsExpected(answer, gate({ ...without, token }, request)))

	it.each([
		{ 'x-forwarded-for': '127.0.0.1,' },
		{ 'x-forwarded-for': ',127.0.0.1' },
		{ 'x-forwarded-for': '127.0.0.1, unknown' },
		{ 'x-forwarded-for': '1270.0.0.1' },
		{ 'x-forwarded-for': '127.0.0.256' },
		{ 'x-forwarded-for': '127.0.0.01' },
		{ 'x-forwarded-for': '127.1' },
		{ 'x-forwarded-for': '0x7f.0.0.1' },
		{ 'x-forwarded-for': '2130706433' },
		{ 'x-forwarded-for': '203.127.0.0.1' },
		{ 'x-forwarded-for': '127.0.0.1:80' },
		{ 'x-forwarded-for': '::' },
		{ 'x-forwarded-for': '::11' },
		{ 'x-forwarded-for': '2001:db8::1' },
		{ 'x-forwarded-for': '::ffff:203.0.113.7' },
		{ 'x-forwarded-for': '::ffff:::ffff:127.0.0.1' },
		{ 'x-forwarded-for': '0.0.0.0' },
		{ 'x-forwarded-for': 'localhost' },
		{ 'x-forwarded-host': '' },
		{ 'x-forwarded-host': 'app.example, localhost' },
		{ forwarded: '' },
		{ forwarded: 'for=127.0.0.1' },
		{ 'x-real-ip': '' },
		{ 'x-real-ip': '127.0.0.1' },
		{ via: '' },
		{ via: '1.1 localhost' },
		{ host: '' },
		{ host: 'localhost@evil.example' },
		{ host: 'evil.example:localhost' },
		{ host: 'evil.example/.localhost' },
		{ host: 'evil.example?x.localhost' },
		{ host: 'evil.example#.localhost' },
		{ host: 'evil.example@app.localhost' },
		{ host: '.localhost' },
		{ host: 'localhost:3000:3000' },
		{ host: 'localhost:3000.evil.example' },
		{ host: 'localhost.evil.example' },
		{ host: 'mylocalhost' },
		{ host: '0.0.0.0:3000' },
		{ host: '127.0.0.1.' },
		{ host: '127.0.0.1.evil.example' },
		{ host: '[::2]:3000' },
		{ host: '::1' },
		{ host: 'a[::1]' },
	])('takes %j for a remote caller', (headers) => {
		const request = { ...local, headers: { ...local.headers, ...headers } }
		expect(answerTo(request)).toBe('remote')
	})

	it.each([
		{ host: 'LOCALHOST' },
		{ host: 'app.localhost:3000' },
		{ host: 'my-app.localhost' },
		{ host: '127.9.9.9' },
		{ host: '[::1]' },
		{ 'x-forwarded-for': '127.255.255.254,::FFFF:127.8.9.1' },
		{ 'x-forwarded-host': 'localhost:3000,[::1]:80' },
	])('takes %j for a local caller', (headers) => {
		expect(answerTo({ ...local, headers: { ...local.headers, ...headers } })).toBe('open')
	})

	it.each([undefined, '', 'unknown', '198.18.0.2', '127.0.0.1%eth0'])(
		'takes a socket whose other end is %j for a remote caller',
		(remoteAddress) => {
			expect(answerTo({ ...local, remoteAddress })).toBe('remote')
		},
	)

	it.each([
		['http://localhost:4000', 'another port of the same machine'],
		['http://localhost', 'the name without the port'],
		['http://localhost:3000.evil.example', 'a name that begins with this host'],
		['http://evil.example/localhost:3000', 'a path that is this host'],
		['http://localhost:3000@evil.example', 'a user that is this host'],
		['localhost:3000', 'no origin at all'],
		['file://', 'a file'],
		['', 'nothing'],
	])('takes the origin %j, %s, for another site', (origin) => {
		expect(answerTo({ ...local, headers: { ...local.headers, origin } })).toBe('other site')
	})

	it('has a production build open to nobody without a token, however local the caller seems', () => {
		const production = { ...without, productionBuild: true }
		const given = gate(production, local)
		expect(answers.find((answer) => isAsExpected(answer, given))).toBe('production build')
	})

	it('opens to a remote caller with the token, and to a local one only with it', () => {
		const remote = { remoteAddress: '203.0.113.7', headers: { host: 'app.example' } }
		const sent = { authorization: `bearer ${secret}` }
		expect(answerTo({ ...remote, headers: { ...remote.headers, ...sent } }, secret)).toBe('open')
		expect(answerTo(remote, secret)).toBe('token')
		expect(answerTo(local, secret)).toBe('token')
	})

	const gates: [string, typeof gate][] = [
		['is always open', () => ({ open: true })],
		['is always off', () => gate(parseEnv({}).seeding, { ...local })],
		['is open to a request without headers', (s, r) => gate(s, { ...r, headers: {} })],
		['lets the token of nobody pass', (s, r) => gate({ ...s, token: s.token ?? secret }, { ...r })],
		[
			'names no fix',
			(s, r) => {
				const given = gate(s, r)
				return given.open ? given : { ...given, message: 'No.' }
			},
		],
	]
	it.each(gates)('would be found out if it %s', (_, decide) => {
		expect(compareAllRows(decide).wrong).not.toEqual([])
	})

	// This test stands last, as it takes seconds.
	it("answers what its inputs can be combined to with the first row of the contract's table that fits", () => {
		const { rows, seen, wrong } = compareAllRows(gate)
		expect(wrong).toEqual([])
		expect([...seen].sort()).toEqual(answers)
		expect(rows).toBeGreaterThan(1_000_000)
	})
})
