// What PostgreSQL 15 to 18's libpq, node-postgres, Prisma, JDBC, postgres.js, Neon and Supabase write into addresses.

const sslModes = [
	'disable',
	'allow',
	'prefer',
	'require',
	'no-verify',
	'verify-ca',
	'verify-full',
] as const
export type SslMode = (typeof sslModes)[number]

const sslMode = oneOf(...sslModes)
const tlsVersion = oneOf('TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3')
const connections = integer(1, 10_000)
// A timer of Node holds no more milliseconds.
const seconds = integer(0, 2_147_483)

/** Honoured, with what their text may be. Where two mean the same, the reader of the values says which counts. */
const honoured = {
	host: text,
	hostaddr: text,
	port: text,
	user: text,
	password: text,
	dbname: text,

	sslmode: sslMode,
	// On its own as node-postgres, JDBC and postgres.js mean it: verified. libpq alone reads `require`.
	ssl: choice<SslMode>({
		true: 'verify-full',
		1: 'verify-full',
		false: 'disable',
		0: 'disable',
		...Object.fromEntries(sslModes.map((mode) => [mode, mode])),
	}),
	sslaccept: oneOf('strict', 'accept_invalid_certs'),
	sslnegotiation: oneOf('postgres', 'direct'),
	sslrootcert: text,
	sslcert: text,
	sslkey: text,
	sslidentity: text,
	sslpassword: text,
	sslcrl: text,
	ssl_min_protocol_version: tlsVersion,
	ssl_max_protocol_version: tlsVersion,

	schema: schemaName,
	currentSchema: schemaList,
	search_path: schemaList,

	connection_limit: connections,
	max: connections,
	pool_timeout: seconds,
	connect_timeout: seconds,
	connectTimeout: seconds,
	max_connection_lifetime: seconds,
	max_lifetime: seconds,
	max_idle_connection_lifetime: seconds,
	idle_timeout: seconds,
	keepalives: oneOf('0', '1'),
	keepalives_idle: seconds,
	keep_alive: seconds,

	application_name: text,
	ApplicationName: text,
	fallback_application_name: text,
	options: text,
	target_session_attrs: oneOf(
		'any',
		'read-write',
		'read-only',
		'primary',
		'standby',
		'prefer-standby',
	),
	targetServerType: choice({
		any: 'any',
		primary: 'primary',
		master: 'primary',
		secondary: 'standby',
		slave: 'standby',
		preferSecondary: 'prefer-standby',
		preferSlave: 'prefer-standby',
	} as const),
}

/** Left out: without a meaning for this driver or this application. What some of them would check is not checked. */
const leftOut = new Set(
	[
		// libpq
		'channel_binding client_encoding gssdelegation gssencmode gsslib keepalives_count keepalives_interval',
		'krbsrvname load_balance_hosts max_protocol_version min_protocol_version replication require_auth requirepeer',
		'sslcertmode sslcompression sslcrldir sslkeylogfile sslsni tcp_user_timeout',
		// node-postgres and its pool; the limits of time are set by each kind of work here
		'allowExitOnIdle binary connectionTimeoutMillis encoding idle_in_transaction_session_timeout idleTimeoutMillis',
		'keepAlive keepAliveInitialDelayMillis lock_timeout maxLifetimeSeconds maxUses min query_timeout',
		'statement_timeout uselibpqcompat',
		// postgres.js
		'backoff debug fetch_types max_pipeline prepare publications',
		// Prisma, Supabase, Vercel
		'pgbouncer single_use_connections socket_timeout statement_cache_size supa workaround',
		// JDBC
		'adaptiveFetch adaptiveFetchMaximum adaptiveFetchMinimum allowEncodingChanges assumeMinServerVersion autosave',
		'binaryTransfer binaryTransferDisable binaryTransferEnable cancelSignalTimeout channelBinding cleanupSavepoints',
		'databaseMetadataCacheFields databaseMetadataCacheFieldsMiB defaultRowFetchSize disableColumnSanitiser',
		'escapeSyntaxCallMode groupStartupParameters gssEncMode gssResponseTimeout hideUnprivilegedObjects',
		'hostRecheckSeconds jaasApplicationName jaasLogin kerberosServerName loadBalanceHosts localSocketAddress',
		'logServerErrorDetail logUnclosedConnections loggerFile loggerLevel loginTimeout maxResultBuffer',
		'preferQueryMode prepareThreshold preparedStatementCacheQueries preparedStatementCacheSizeMiB protocolVersion',
		'quoteReturningIdentifiers reWriteBatchedInserts readOnly readOnlyMode receiveBufferSize sendBufferSize',
		'socketFactory socketFactoryArg socketTimeout sspiServiceClass sslResponseTimeout sslfactory sslfactoryarg',
		'sslhostnameverifier sslpasswordcallback stringtype tcpKeepAlive tcpNoDelay unknownLength useSpnego',
	].flatMap((names) => names.split(' ')),
)

/** Known, and the connection would be another one without them. */
const refused: Record<string, string> = {
	service: 'not read here; write what the service stands for into the address',
	passfile: 'not read here; write the password into the address or into PGPASSWORD',
	...Object.fromEntries(
		['scram_client_key', 'scram_server_key', 'oauth_issuer', 'oauth_client_id']
			.concat('oauth_client_secret', 'oauth_scope')
			.map((name) => [name, 'not supported; sign in with a password or a client certificate']),
	),
}

type Honoured = typeof honoured
export type ParameterValues = { [Name in keyof Honoured]?: ReturnType<Honoured[Name]> }

export function isKnownParameter(name: string): boolean {
	return Object.hasOwn(honoured, name) || leftOut.has(name) || Object.hasOwn(refused, name)
}

/** Says what to do about a parameter that nobody here knows. */
export function unknownParameter(name: string): string {
	const plain = (each: string) => each.toLowerCase().replace(/[-_]/g, '')
	const meant = Object.keys(honoured).find((each) => plain(each) === plain(name))
	const advice = meant ? `write ${meant}` : 'take it out'
	return `${name}: unknown; ${advice}. A setting of the server is written options=-c%20name%3Dvalue. Allowed: ${Object.keys(honoured).join(', ')}`
}

/** Reads known parameters by name. Throws what is wrong, after the parameter's name and without its text. */
export function readParameters(parameters: Iterable<readonly [string, string]>) {
	const values: ParameterValues = {}
	const without: string[] = []
	for (const [name, value] of parameters) {
		if (Object.hasOwn(refused, name)) throw new Error(`${name}: ${refused[name]}`)
		if (value.includes('\0')) throw new Error(`${name}: allowed: a text without %00`)
		if (!Object.hasOwn(honoured, name)) without.push(name)
		// libpq's rule for texts: empty is not given.
		else if (value !== '' || honoured[name as keyof Honoured] !== text)
			Object.assign(values, { [name]: named(name, value) })
	}
	return { values, without }
}

function named(name: string, value: string): unknown {
	try {
		return honoured[name as keyof Honoured](value)
	} catch (error) {
		throw new Error(`${name}: allowed: ${(error as Error).message}`)
	}
}

function text(value: string): string {
	return value
}

function choice<Meaning>(meanings: Record<string, Meaning>): (value: string) => Meaning {
	return (value) => {
		if (Object.hasOwn(meanings, value)) return meanings[value] as Meaning
		throw new Error(Object.keys(meanings).join(', '))
	}
}

function oneOf<Value extends string>(...allowed: Value[]): (value: string) => Value {
	return choice(Object.fromEntries(allowed.map((value) => [value, value])) as Record<Value, Value>)
}

function integer(least: number, most: number): (value: string) => number {
	return (value) => {
		const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN
		if (number >= least && number <= most) return number
		throw new Error(`a whole number from ${least} to ${most}`)
	}
}

function schemaName(value: string): string {
	const length = Buffer.byteLength(value)
	if (length > 0 && length <= 63 && value !== '$user') return value
	throw new Error('the name of one schema, at most 63 bytes')
}

/** As the server reads it: names outside of double quotes are lower-cased. */
function schemaList(value: string): string[] {
	const names = [...value.matchAll(/\s*(?:"((?:[^"]|"")+)"|([^\s",]+))\s*(?:,|$)/gy)]
	if (names.map(([whole]) => whole).join('') !== value)
		throw new Error('names of schemas, separated by commas')
	return names.map(([, quoted, bare = '']) =>
		schemaName(quoted?.replaceAll('""', '"') ?? bare.replace(/[A-Z]/g, (c) => c.toLowerCase())),
	)
}
