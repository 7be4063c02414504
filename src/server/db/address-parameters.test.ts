import postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import { parseDatabaseUrl } from './address'

describe('parameters', () => {
	const parse = (query: string) => parseDatabaseUrl(`postgres://h/d?${query}`)
	const nothing = { schema: null, poolSize: null, waitMs: null, notice: null }

	it.each([
		['application_name=a%20b', { connection: { application_name: 'a b' } }],
		['ApplicationName=a', { connection: { application_name: 'a' } }],
		['fallback_application_name=f', { connection: { application_name: 'f' } }],
		['fallback_application_name=f&application_name=a', { connection: { application_name: 'a' } }],
		['options=-c%20x%3Dy', { connection: { options: '-c x=y' } }],
		['options=endpoint=e-1', { connection: { options: 'endpoint=e-1' } }],
		['options=-c+x', { connection: { options: '-c+x' } }],
		['connect_timeout=3', { connect_timeout: 3 }],
		['connect_timeout=0', { connect_timeout: 0 }],
		['connectTimeout=3', { connect_timeout: 3 }],
		['max_connection_lifetime=9', { max_lifetime: 9 }],
		['max_idle_connection_lifetime=9', { idle_timeout: 9 }],
		['keepalives=0&keepalives_idle=9', { keep_alive: null }],
		['keepalives=1&keepalives_idle=9', { keep_alive: 9 }],
		['keepalives_idle=0', {}],
		['target_session_attrs=any', {}],
		['target_session_attrs=read-write', { target_session_attrs: 'read-write' }],
		['targetServerType=master', { target_session_attrs: 'primary' }],
		['sslmode=require&sslmode=disable', { ssl: false }],
		['connect_timeout=1&&connect_timeout=2&', { connect_timeout: 2 }],
	])('%s is honoured', (query, connection) => {
		expect(parse(query)).toEqual({
			...nothing,
			connection: { host: 'h', database: 'd', ...connection },
		})
	})

	it.each([
		['connection_limit=1', { poolSize: 1 }],
		['max=7', { poolSize: 7 }],
		['pool_timeout=2', { waitMs: 2000 }],
		['pool_timeout=0', { waitMs: Number.POSITIVE_INFINITY }],
		['schema=My%20app', { schema: 'My app' }],
		['currentSchema=App', { schema: 'app' }],
		['search_path=%22App%22', { schema: 'App' }],
		['search_path=%22a%22%22b%22', { schema: 'a"b' }],
		['schema=app&search_path=app', { schema: 'app' }],
		[`schema=${'é'.repeat(31)}`, { schema: 'é'.repeat(31) }],
	])('%s is honoured', (query, expected) => {
		expect(parse(query)).toEqual({
			...nothing,
			connection: { host: 'h', database: 'd' },
			...expected,
		})
	})

	it('name several schemas: the first is the one, and the notice says so', () => {
		const address = parse('search_path=app,%20public')
		expect(address.schema).toBe('app')
		expect(address.notice).toContain('all but one schema of search_path')
		expect(parse('schema=app&search_path=other').notice).toContain('search_path')
	})

	it.each([
		...[
			'pgbouncer',
			'channel_binding',
			'supa',
			'uselibpqcompat',
			'gssencmode',
			'krbsrvname',
			'gsslib',
		],
		...[
			'gssdelegation',
			'keepalives_interval',
			'keepalives_count',
			'tcp_user_timeout',
			'sslcompression',
		],
		...[
			'statement_cache_size',
			'socket_timeout',
			'sslsni',
			'sslcrldir',
			'sslcertmode',
			'load_balance_hosts',
		],
		...[
			'requirepeer',
			'require_auth',
			'client_encoding',
			'prepareThreshold',
			'prepare',
			'replication',
		],
		...[
			'statement_timeout',
			'single_use_connections',
			'workaround',
			'reWriteBatchedInserts',
			'stringtype',
		],
	])('%s is left out, with a notice that names it and not its value', (name) => {
		const { connection, notice } = parse(`${name}=value1`)
		expect(connection).toEqual({ host: 'h', database: 'd' })
		expect(notice).toMatch(new RegExp(`^DATABASE_URL: left out, .*: ${name}$`))
	})

	it('left out are named in one line', () => {
		const { notice, poolSize } = parse('pgbouncer=true&connection_limit=1&channel_binding=require')
		expect(notice).toMatch(/: pgbouncer, channel_binding$/)
		expect(poolSize).toBe(1)
	})

	it('never reach the server as settings of the session, but for the two that are', () => {
		const query =
			'channel_binding=require&pgbouncer=true&schema=s&sslmode=prefer&application_name=a&options=o'
		const { options } = postgres(parse(query).connection)
		expect(options.connection).toEqual({
			application_name: 'a',
			options: 'o',
		})
	})

	it.each([
		['foo=1', /foo: unknown; take it out.*options=-c.*Allowed: .*sslmode.*connection_limit/],
		['sslMode=require', /sslMode: unknown; write sslmode/],
		['ssl-mode=require', /a parameter is unknown/],
		['constructor=1', /constructor: unknown/],
		['__proto__=1', /__proto__: unknown/],
		['service=s', /service: not read here; write what/],
		['passfile=s', /passfile: not read here; .*PGPASSWORD/],
		['oauth_issuer=s', /oauth_issuer: not supported/],
		['application_name=a%00user', /application_name: allowed: a text without %00/],
		[
			'sslmode=on',
			/sslmode: allowed: disable, allow, prefer, require, no-verify, verify-ca, verify-full/,
		],
		['sslmode=', /sslmode: allowed/],
		['sslmode=constructor', /sslmode: allowed/],
		['ssl=yes', /ssl: allowed: .*true, false/],
		['sslaccept=no', /sslaccept: allowed: strict, accept_invalid_certs/],
		['sslnegotiation=now', /sslnegotiation: allowed: postgres, direct/],
		['ssl_min_protocol_version=3', /ssl_min_protocol_version: allowed: TLSv1, /],
		['connection_limit=0', /connection_limit: allowed: a whole number from 1 to 10000/],
		['connection_limit=1.5', /connection_limit: allowed/],
		['connection_limit=10001', /connection_limit: allowed/],
		['pool_timeout=-1', /pool_timeout: allowed: a whole number from 0 to 2147483/],
		['connect_timeout=2147484', /connect_timeout: allowed/],
		['connect_timeout=soon', /connect_timeout: allowed/],
		['keepalives=yes', /keepalives: allowed: 0, 1/],
		['target_session_attrs=master', /target_session_attrs: allowed: any, read-write/],
		['schema=', /schema: allowed: the name of one schema/],
		['schema=a%00', /schema: allowed: a text without %00/],
		[`schema=${'é'.repeat(32)}`, /schema: allowed: .*63 bytes/],
		['search_path=%22$user%22,public', /search_path: allowed: the name of one schema/],
		['search_path=a%20b', /search_path: allowed: names of schemas/],
		['host=a,b&port=1,2,3', /port: allowed: one, or one for each host/],
		['port=0', /port: allowed: 1 to 65535/],
		['port=65536', /port: allowed: 1 to 65535/],
		['hostaddr=h', /hostaddr: allowed: one IP address for each host/],
		['hostaddr=127.0.0.1,127.0.0.2', /hostaddr: allowed/],
		['host=a,,b', /host: one of several is empty/],
		['host=a,/run', /host: the directory of a socket stands alone/],
	])('%s is refused', (query, message) => {
		expect(() => parse(query)).toThrow(message)
		expect(() => parse(query)).toThrow(/^DATABASE_URL: /)
	})

	it.each(['mysql://h', 'postgres:/h', 'jdbc:postgresql://h', 'h/d', ''])(
		'%s is refused',
		(url) => {
			expect(() => parseDatabaseUrl(url)).toThrow(/allowed: a URL that begins with postgres:\/\//)
		},
	)

	it.each([
		'postgres://::1/d',
		'postgres://h:x/d',
		'postgres://h/d/e',
		'postgres://[::1/d',
		'postgres://a b/d',
	])('%s is refused with the form that is allowed', (url) => {
		expect(() => parseDatabaseUrl(url)).toThrow(
			/allowed: postgres:\/\/user:password@host:port.*%2F/,
		)
	})
})
