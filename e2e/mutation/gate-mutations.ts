import type { TestedMutation } from './tested-mutation'

const tests = [
	'src/server/seeding/gate.test.ts',
	'src/server/seeding/token-comparison.test.ts',
	'src/server/env.test.ts',
]

function inGate(name: string, find: string, replace: string): TestedMutation {
	return { name, tests, edits: [{ file: 'src/server/seeding/gate.ts', find, replace }] }
}

function inEnv(name: string, find: string, replace: string): TestedMutation {
	return { name, tests, edits: [{ file: 'src/server/env.ts', find, replace }] }
}

const hopsOfForwardedFor = "headers['x-forwarded-for']?.split(',')"
const hostsOfForwardedHost = "headers['x-forwarded-host']?.split(',')"
const ipv4 = '/^127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}$/'
const comparison = 'return timingSafeEqual(sha256(given), sha256(token))'

/** The rows of the table: each removed, each inverted, and two that answer too early or too late. */
export const rowMutations: TestedMutation[] = [
	inGate('production: row removed', 'if (!seeding.mounted)', 'if (false)'),
	inGate('production: row inverted', 'if (!seeding.mounted)', 'if (seeding.mounted)'),
	inGate('flag: row removed', 'if (!seeding.enabled)', 'if (false)'),
	inGate('flag: row inverted', 'if (!seeding.enabled)', 'if (seeding.enabled)'),
	inGate(
		'flag: a token makes up for it',
		'if (!seeding.enabled)',
		'if (!seeding.enabled && seeding.token === null)',
	),
	inGate('other site: row removed', 'if (isForeignBrowser(request))', 'if (false)'),
	inGate(
		'other site: row inverted',
		'if (isForeignBrowser(request))',
		'if (!isForeignBrowser(request))',
	),
	inGate(
		'other site: a configured token makes up for it',
		'if (isForeignBrowser(request))',
		'if (seeding.token === null && isForeignBrowser(request))',
	),
	inGate('token: row removed', 'if (seeding.token !== null) {', 'if (false) {'),
	inGate('token: row inverted', 'if (seeding.token !== null) {', 'if (seeding.token === null) {'),
	inGate('token: right one inverted', 'if (hasToken(', 'if (!hasToken('),
	inGate('token: right one does not open', 'if (hasToken(', 'if (false && hasToken('),
	inGate('remote: row removed', 'if (!isLocal(request))', 'if (false)'),
	inGate('remote: row inverted', 'if (!isLocal(request))', 'if (isLocal(request))'),
	inGate(
		'otherwise: row inverted',
		'\treturn { open: true }\n}',
		"\treturn closed('FORBIDDEN', '')\n}",
	),
	inGate('flag: the fix not named', 'with ARTIFACT_ENABLE_TEST_SEED=true', 'with the flag'),
	inGate('remote: the fix not named', 'Set ARTIFACT_TEST_SEED_TOKEN', 'Set a token'),
]

export const conditionMutations: TestedMutation[] = [
	inGate('comparison of tokens: always true', comparison, 'return true'),
	inGate('comparison of tokens: inverted', comparison, comparison.replace('timing', '!timing')),
	inGate('comparison of tokens: not in constant time', comparison, 'return given === token'),
	inGate('comparison of tokens: of a prefix', comparison, 'return token.startsWith(given)'),
	inGate(
		'comparison of tokens: of their lengths',
		comparison,
		'return given.length === token.length',
	),
	inGate('token: under any scheme', '/^Bearer +(\\S+) *$/i', '/(\\S+) *$/i'),
	inGate(
		'token: none is right',
		'if (given === undefined) return false',
		'if (!given) return true',
	),

	inGate(
		'other site: Sec-Fetch-Site not read',
		"if (headers['sec-fetch-site'] === 'cross-site') return true",
		'',
	),
	inGate('other site: same-site instead of cross-site', "'cross-site'", "'same-site'"),
	inGate(
		'other site: an absent Origin is one',
		'if (headers.origin === undefined) return false',
		'if (headers.origin === undefined) return true',
	),
	inGate('other site: Origin not compared', "return origin === '' ||", 'return false &&'),
	inGate(
		'other site: an Origin that is none passes',
		"return origin === '' ||",
		'return !!origin &&',
	),
	inGate('other site: the port not compared', '.origin).host :', '.origin).hostname :'),
	inGate('other site: not compared with Host', 'origin !== headers.host && ', ''),
	inGate(
		'other site: not compared with x-forwarded-host',
		" && origin !== headers['x-forwarded-host']",
		'',
	),

	inGate('remote: the socket not read', "[remoteAddress ?? '', ...hops]", 'hops'),
	inGate('remote: an unknown socket is local', "remoteAddress ?? ''", "remoteAddress ?? '::1'"),
	inGate(
		'remote: x-forwarded-for not read',
		"[remoteAddress ?? '', ...hops]",
		"[remoteAddress ?? '']",
	),
	inGate(
		'remote: one local hop is enough',
		'.every(isLoopbackAddress)',
		'.some(isLoopbackAddress)',
	),
	inGate('remote: only the first hop', hopsOfForwardedFor, `${hopsOfForwardedFor}.slice(0, 1)`),
	inGate('remote: only the last hop', hopsOfForwardedFor, `${hopsOfForwardedFor}.slice(-1)`),
	inGate(
		'remote: empty hops left out',
		hopsOfForwardedFor,
		`${hopsOfForwardedFor}.filter(Boolean)`,
	),
	inGate('remote: Host not read', "headers.host ?? '', ", ''),
	inGate('remote: an absent Host is local', "headers.host ?? ''", "headers.host ?? 'localhost'"),
	inGate('remote: x-forwarded-host not read', `, ...(${hostsOfForwardedHost} ?? [])`, ''),
	inGate(
		'remote: only the first x-forwarded-host',
		hostsOfForwardedHost,
		`${hostsOfForwardedHost}.slice(0, 1)`,
	),
	inGate('remote: one local name is enough', 'hosts.every(', 'hosts.some('),
	inGate('remote: address or name', '&& hosts.every(', '|| hosts.every('),

	inGate('loopback: any text that ends so', ipv4, ipv4.replace('^', '')),
	inGate('loopback: any text that begins so', ipv4, ipv4.replace('$', '')),
	inGate('loopback: any numbers', ipv4, '/^127(\\.\\d+){3}$/'),
	inGate('loopback: any IPv4 address', ipv4, '/^\\d+(\\.\\d+){3}$/'),
	inGate('loopback: ::1 is none', "text === '::1' || ", ''),
	inGate('loopback: all that begins with ::1', "text === '::1'", "text.startsWith('::1')"),
	inGate('loopback: a mapped one is none', "text.replace(/^::ffff:/, '')", 'text'),
	inGate('loopback: any prefix of a mapped one', '/^::ffff:/', '/^.*:/'),
	inGate('loopback: only in lower case', 'address.trim().toLowerCase()', 'address.trim()'),
	inGate('loopback name: any that ends so', '/^([a-z0-9-]+\\.)*localhost$/', '/localhost$/'),
	inGate('loopback name: any that begins so', '\\.)*localhost$/', '\\.)*localhost/'),
	inGate(
		'loopback name: anything below localhost',
		'([a-z0-9-]+\\.)*localhost',
		'(.*\\.)?localhost',
	),
	inGate('loopback name: no name below localhost', '([a-z0-9-]+\\.)*localhost', 'localhost'),
	inGate('loopback name: not [::1]', "name === '[::1]' || ", ''),
	inGate('loopback name: no address', ' || loopbackIPv4.test(name)', ''),
	inGate('loopback name: all after a colon is the port', '/:\\d+$/', '/:.*$/'),
]

export const environmentMutations: TestedMutation[] = [
	inEnv('production: mounted all the same', 'mounted: !closed', 'mounted: true'),
	inEnv('production: mounted there only', 'mounted: !closed', 'mounted: closed'),
	inEnv('production: enabled all the same', 'enabled: !closed && ', 'enabled: '),
	inEnv('production: E2E mode all the same', 'e2eMode: !closed && ', 'e2eMode: '),
	inEnv('production: in lower case only', '?.trim().toLowerCase()', ''),
	inEnv('production: not where it is', "() === 'production'", "() !== 'production'"),
	inEnv('production: a preview is one', "() === 'production'", "() === 'preview'"),
	inEnv(
		'flag: not read',
		'enabled: !closed && values.ARTIFACT_ENABLE_TEST_SEED',
		'enabled: !closed',
	),
	inEnv('flag: on unless it is false', "value === 'true')", "value !== 'false')"),
	inEnv('flag: 1 is allowed', ".enum(['true', 'false']", ".enum(['true', 'false', '1']"),
	inEnv('token: not read', 'values.ARTIFACT_TEST_SEED_TOKEN ?? null', 'null'),
	inEnv('token: of any length', '/^[!-~]{32,}$/', '/^[!-~]+$/'),
	inEnv(
		'E2E mode: without seeding',
		'values?.ARTIFACT_E2E_MODE && !values.ARTIFACT_ENABLE_TEST_SEED',
		'false',
	),
]
