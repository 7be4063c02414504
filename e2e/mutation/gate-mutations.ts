import type { TestedMutation } from './tested-mutation'

const tests = [
	'src/isolation/gate.test.ts',
	'src/isolation/token-comparison.test.ts',
	'src/server/process/env.test.ts',
]

function inGate(name: string, find: string, replace: string): TestedMutation {
	return { name, tests, edits: [{ file: 'src/isolation/gate.ts', find, replace }] }
}

function inLoopback(name: string, find: string, replace: string): TestedMutation {
	return { name, tests, edits: [{ file: 'src/isolation/loopback.ts', find, replace }] }
}

function inCallerSite(name: string, find: string, replace: string): TestedMutation {
	return { name, tests, edits: [{ file: 'src/isolation/caller-site.ts', find, replace }] }
}

function inEnv(name: string, find: string, replace: string): TestedMutation {
	return { name, tests, edits: [{ file: 'src/server/process/env.ts', find, replace }] }
}

const hopsOfForwardedFor = "headers['x-forwarded-for']?.split(',')"
const hostsOfForwardedHost = "headers['x-forwarded-host']?.split(',')"
const ipv4 = '/^127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}$/'
const comparison = 'return timingSafeEqual(sha256(given), sha256(token))'

/** Mutations of the gate's table: rows that are removed, inverted or decide wrongly, and fixes that are not named. */
export const rowMutations: TestedMutation[] = [
	inGate('production: row removed', 'if (!settings.mounted)', 'if (false)'),
	inGate('production: row inverted', 'if (!settings.mounted)', 'if (settings.mounted)'),
	inGate('flag: row removed', 'if (!settings.enabled)', 'if (false)'),
	inGate('flag: row inverted', 'if (!settings.enabled)', 'if (settings.enabled)'),
	inGate(
		'flag: a token makes up for it',
		'if (!settings.enabled)',
		'if (!settings.enabled && settings.token === null)',
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
		'if (settings.token === null && isForeignBrowser(request))',
	),
	inGate('token: row removed', 'if (settings.token !== null) {', 'if (false) {'),
	inGate('token: row inverted', 'if (settings.token !== null) {', 'if (settings.token === null) {'),
	inGate('token: right one inverted', 'if (hasToken(', 'if (!hasToken('),
	inGate('token: right one does not open', 'if (hasToken(', 'if (false && hasToken('),
	inGate('production build: row removed', 'if (settings.productionBuild)', 'if (false)'),
	inGate(
		'production build: row inverted',
		'if (settings.productionBuild)',
		'if (!settings.productionBuild)',
	),
	inGate(
		'production build: open to this machine',
		'if (settings.productionBuild)',
		'if (settings.productionBuild && !isLocal(request))',
	),
	inGate('remote: row removed', 'if (!isLocal(request))', 'if (false)'),
	inGate('remote: row inverted', 'if (!isLocal(request))', 'if (isLocal(request))'),
	inGate(
		'otherwise: row inverted',
		'\treturn { open: true }\n}',
		"\treturn closed('FORBIDDEN', '')\n}",
	),
	inGate('flag: the fix not named', 'with ${names.switch}', 'with the flag'),
	inGate(
		'production build: the fix not named',
		'with a token only. Set ${names.token}',
		'with a token only. Set one',
	),
	inGate(
		'remote: the fix not named',
		'this machine only. Set ${names.token}',
		'this machine only. Set a token',
	),
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
		"headers['sec-fetch-site'] === 'cross-site' || isForeignOrigin(headers)",
		'isForeignOrigin(headers)',
	),
	inGate('other site: same-site instead of cross-site', "'cross-site'", "'same-site'"),
	inGate('other site: Origin not read', ' || isForeignOrigin(headers)', ''),
	inCallerSite(
		'other site: an absent Origin is one',
		'if (origin === undefined) return false',
		'if (origin === undefined) return true',
	),
	inCallerSite('other site: Origin not compared', "return given === '' ||", 'return false &&'),
	inCallerSite(
		'other site: an Origin that is none passes',
		"return given === '' ||",
		'return !!given &&',
	),
	inCallerSite('other site: the port not compared', '(origin).host :', '(origin).hostname :'),
	inCallerSite('other site: not compared with Host', 'given !== host && ', ''),
	inCallerSite('other site: not compared with x-forwarded-host', ' && given !== forwardedHost', ''),

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
	...['forwarded', 'x-real-ip', 'via'].map((header) =>
		inGate(
			`remote: ${header} not read`,
			'const proxyHeaders = [',
			`const proxyHeaders = (['forwarded', 'x-real-ip', 'via'] as const).filter((name) => name !== '${header}')\nvoid [`,
		),
	),
	inGate('remote: an empty header of a proxy is none', '!== undefined)) return', ')) return'),
	inGate('remote: all headers of a proxy needed', 'proxyHeaders.some(', 'proxyHeaders.every('),
	inGate('remote: one local name is enough', 'hosts.every(', 'hosts.some('),
	inGate('remote: address or name', '&& hosts.every(', '|| hosts.every('),

	inLoopback('loopback: any text that ends so', ipv4, ipv4.replace('^', '')),
	inLoopback('loopback: any text that begins so', ipv4, ipv4.replace('$', '')),
	inLoopback('loopback: any numbers', ipv4, '/^127(\\.\\d+){3}$/'),
	inLoopback('loopback: any IPv4 address', ipv4, '/^\\d+(\\.\\d+){3}$/'),
	inLoopback('loopback: ::1 is none', "text === '::1' || ", ''),
	inLoopback('loopback: all that begins with ::1', "text === '::1'", "text.startsWith('::1')"),
	inLoopback('loopback: a mapped one is none', "text.replace(/^::ffff:/, '')", 'text'),
	inLoopback('loopback: any prefix of a mapped one', '/^::ffff:/', '/^.*:/'),
	inLoopback('loopback: only in lower case', 'address.trim().toLowerCase()', 'address.trim()'),
	inLoopback('loopback name: any that ends so', '/^([a-z0-9-]+\\.)*localhost$/', '/localhost$/'),
	inLoopback('loopback name: any that begins so', '\\.)*localhost$/', '\\.)*localhost/'),
	inLoopback(
		'loopback name: anything below localhost',
		'([a-z0-9-]+\\.)*localhost',
		'(.*\\.)?localhost',
	),
	inLoopback('loopback name: no name below localhost', '([a-z0-9-]+\\.)*localhost', 'localhost'),
	inLoopback('loopback name: not [::1]', "name === '[::1]' || ", ''),
	inLoopback('loopback name: no address', ' || loopbackIPv4.test(name)', ''),
	inLoopback('loopback name: all after a colon is the port', '/:\\d+$/', '/:.*$/'),
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
	inEnv('production build: not read', 'productionBuild: production,', 'productionBuild: false,'),
	inEnv(
		'production build: of any environment',
		'productionBuild: production,',
		'productionBuild: true,',
	),
	inEnv('token: not read', 'values.ARTIFACT_TEST_SEED_TOKEN ?? null', 'null'),
	inEnv('token: of any length', '/^[!-~]{32,}$/', '/^[!-~]+$/'),
	inEnv(
		'E2E mode: without seeding',
		'values?.ARTIFACT_E2E_MODE && !values.ARTIFACT_ENABLE_TEST_SEED',
		'false',
	),
]
