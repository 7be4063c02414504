import type { GateRequest } from '@/isolation/gate'

// The contract's table of the gate, written apart from the gate itself. Each value of an input is labelled as the contract
// labels it. The first row that fits has the expected answer.

export const secret = 'correct-horse-battery-staple-1234'

export const inputs = {
	vercelEnv: [
		{ value: undefined, production: false },
		{ value: 'production', production: true },
		{ value: 'preview', production: false },
		{ value: 'development', production: false },
		{ value: 'garbage', production: false },
	],
	flag: [
		{ value: undefined, on: false },
		{ value: 'false', on: false },
		{ value: 'true', on: true },
	],
	token: [
		{ value: undefined, configured: false },
		{ value: secret, configured: true },
	],
	/** The server's NODE_ENV. */
	build: [
		{ value: undefined, production: false },
		{ value: 'production', production: true },
	],
	authorization: [
		{ value: undefined, right: false },
		{ value: `Bearer ${secret}`, right: true },
		{ value: `Bearer ${secret.replace('4', '5')}`, right: false },
		{ value: `Bearer ${secret}4`, right: false },
		{ value: `Basic ${secret}`, right: false },
	],
	address: [
		{ value: '127.0.0.1', loopback: true },
		{ value: '::1', loopback: true },
		{ value: '::ffff:127.0.0.1', loopback: true },
		{ value: '198.18.0.2', loopback: false },
		{ value: '::ffff:198.18.0.2', loopback: false },
		{ value: 'fd00:198:18::2', loopback: false },
	],
	forwardedFor: [
		{ value: undefined, loopback: true },
		{ value: '127.0.0.1, ::1, ::ffff:127.0.0.1', loopback: true },
		{ value: '', loopback: false },
		{ value: '203.0.113.7', loopback: false },
		{ value: '203.0.113.7, 127.0.0.1', loopback: false },
		{ value: '127.0.0.1.evil.example', loopback: false },
	],
	host: [
		{ value: 'localhost:3000', loopback: true },
		{ value: '[::1]:3000', loopback: true },
		{ value: 'evil.example:3000', loopback: false },
		{ value: undefined, loopback: false },
	],
	forwardedHost: [
		{ value: undefined, loopback: true },
		{ value: '127.0.0.1:3000', loopback: true },
		{ value: 'app.example', loopback: false },
		{ value: 'localhost, app.example', loopback: false },
	],
	/** A header that only a proxy sends. */
	proxy: [
		{ value: undefined, told: false },
		{ value: 'forwarded: for=127.0.0.1;host=localhost', told: true },
		{ value: 'x-real-ip: 127.0.0.1', told: true },
		{ value: 'via: ', told: true },
	],
	site: [
		{ value: undefined, other: false },
		{ value: 'none', other: false },
		{ value: 'same-origin', other: false },
		{ value: 'same-site', other: false },
		{ value: 'cross-site', other: true },
	],
	origin: [
		{ value: undefined, other: false },
		{ value: 'this host', other: false },
		{ value: 'the host in front of the proxy', other: false },
		{ value: 'https://other.example', other: true },
		{ value: 'null', other: true },
	],
} as const

export type Situation = { [Name in keyof typeof inputs]: (typeof inputs)[Name][number] }
/** The environment that the server was started with. */
export type Setting = Pick<Situation, 'vercelEnv' | 'flag' | 'token' | 'build'>

/** A local request with nothing suspicious, so that only the setting decides. */
export const innocent: Omit<Situation, keyof Setting> = {
	authorization: inputs.authorization[1],
	address: inputs.address[0],
	forwardedFor: inputs.forwardedFor[0],
	host: inputs.host[0],
	forwardedHost: inputs.forwardedHost[0],
	proxy: inputs.proxy[0],
	site: inputs.site[0],
	origin: inputs.origin[0],
}

export type Refusal = 'not mounted' | 'off' | 'other site' | 'token' | 'production build' | 'remote'
export type Answer = Refusal | 'open'

const rows: { answer: Answer; fits(situation: Situation): boolean }[] = [
	{ answer: 'not mounted', fits: ({ vercelEnv }) => vercelEnv.production },
	{ answer: 'off', fits: ({ flag }) => !flag.on },
	{ answer: 'other site', fits: ({ site, origin }) => site.other || origin.other },
	{
		answer: 'token',
		fits: ({ token, authorization }) => token.configured && !authorization.right,
	},
	{ answer: 'open', fits: ({ token, authorization }) => token.configured && authorization.right },
	{ answer: 'production build', fits: ({ build }) => build.production },
	{
		answer: 'remote',
		fits: ({ address, forwardedFor, host, forwardedHost, proxy }) =>
			proxy.told ||
			!(address.loopback && forwardedFor.loopback && host.loopback && forwardedHost.loopback),
	},
	{ answer: 'open', fits: () => true },
]

/** The answer of the first row that fits. */
export function expectedAnswer(situation: Situation): Answer {
	const row = rows.find(({ fits }) => fits(situation))
	if (!row) throw new Error('The last row fits everything')
	return row.answer
}

const fixes = {
	flag: 'ARTIFACT_ENABLE_TEST_SEED=true',
	token: 'ARTIFACT_TEST_SEED_TOKEN',
}

type Looks = { code: string; status: number; fix: string | null; says: string }

/** The code and HTTP status of each refusal, the one fix that its message names, and words that no other message has. */
export const refusals: Record<Refusal, Looks> = {
	'not mounted': { code: 'NOT_FOUND', status: 404, fix: null, says: '' },
	off: { code: 'FORBIDDEN', status: 403, fix: fixes.flag, says: 'are off' },
	'other site': { code: 'FORBIDDEN', status: 403, fix: null, says: 'other sites' },
	token: { code: 'UNAUTHORIZED', status: 401, fix: fixes.token, says: 'absent or wrong' },
	'production build': {
		...{ code: 'FORBIDDEN', status: 403, fix: fixes.token, says: 'production build' },
	},
	remote: { code: 'FORBIDDEN', status: 403, fix: fixes.token, says: 'this machine only' },
}

/** Whether a code and message are the expected refusal: the message names the fix of its row, no other fix, and never the token. */
export function isRefusal(refusal: Refusal, given: { code: string; message: string }): boolean {
	const { code, fix, says } = refusals[refusal]
	return (
		given.code === code &&
		given.message.includes(says) &&
		given.message.includes(fixes.flag) === (fix === fixes.flag) &&
		given.message.includes(fixes.token) === (fix === fixes.token) &&
		!given.message.includes(secret)
	)
}

/** The variables that start a server with this setting. */
export function variablesOf({ vercelEnv, flag, token, build }: Setting) {
	return {
		NODE_ENV: build.value,
		VERCEL_ENV: vercelEnv.value,
		ARTIFACT_ENABLE_TEST_SEED: flag.value,
		ARTIFACT_TEST_SEED_TOKEN: token.value,
	}
}

/** Whether a request of these inputs can exist: an origin that names a host needs that host. */
export function canExist({ origin, host, forwardedHost }: Situation): boolean {
	if (origin.value === 'this host') return host.value !== undefined
	if (origin.value === 'the host in front of the proxy')
		return forwardedHost.value !== undefined && !forwardedHost.value.includes(',')
	return true
}

function originOf({ origin, host, forwardedHost }: Situation): string | undefined {
	if (origin.value === 'this host') return `http://${host.value}`
	if (origin.value === 'the host in front of the proxy') return `https://${forwardedHost.value}`
	return origin.value
}

export function requestOf(situation: Situation): GateRequest {
	const [proxyHeader = '', proxyValue] = situation.proxy.value?.split(': ') ?? []
	return {
		remoteAddress: situation.address.value,
		headers: {
			authorization: situation.authorization.value,
			host: situation.host.value,
			origin: originOf(situation),
			'sec-fetch-site': situation.site.value,
			'x-forwarded-for': situation.forwardedFor.value,
			'x-forwarded-host': situation.forwardedHost.value,
			...(situation.proxy.value !== undefined && { [proxyHeader]: proxyValue }),
		},
	}
}

export function* settings(): Generator<Setting> {
	for (const vercelEnv of inputs.vercelEnv)
		for (const flag of inputs.flag)
			for (const token of inputs.token)
				for (const build of inputs.build) yield { vercelEnv, flag, token, build }
}

/**
 * The possible requests to a server with this setting. Requests that differ from the innocent one in at most two inputs
 * come first, so that a mistake shows early. All combinations follow where the flag is on outside of Vercel: there most
 * inputs decide.
 */
export function* situationsOf(setting: Setting): Generator<Situation> {
	yield* pairwise(setting)
	if (setting.flag.on && setting.vercelEnv.value === undefined) yield* wholeProduct(setting)
}

function* pairwise(setting: Setting): Generator<Situation> {
	const names = Object.keys(innocent) as (keyof typeof innocent)[]
	for (const [at, one] of names.entries())
		for (const other of names.slice(at + 1))
			for (const first of inputs[one])
				for (const second of inputs[other]) {
					const changed = { [one]: first, [other]: second }
					const situation: Situation = { ...setting, ...innocent, ...changed }
					if (canExist(situation)) yield situation
				}
}

function* wholeProduct(setting: Setting): Generator<Situation> {
	for (const authorization of inputs.authorization)
		for (const address of inputs.address)
			for (const forwardedFor of inputs.forwardedFor)
				for (const host of inputs.host)
					for (const forwardedHost of inputs.forwardedHost)
						for (const proxy of inputs.proxy)
							for (const site of inputs.site)
								for (const origin of inputs.origin) {
									const situation: Situation = {
										...setting,
										...{ authorization, address, forwardedFor, host, forwardedHost },
										...{ proxy, site, origin },
									}
									if (canExist(situation)) yield situation
								}
}
