import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { testServerUrl } from '@/testing/test-database'
import { parseDatabaseUrl } from './address'

afterEach(() => vi.unstubAllEnvs())

function connectionOf(url: string) {
	return parseDatabaseUrl(url).connection
}

/** What the driver makes of an address, without a connection. */
function driverOptions(url: string) {
	const { host, port, path, user, pass, database, connection, ...others } = postgres(
		connectionOf(url),
	).options as unknown as Record<string, unknown>
	return { place: { host, port, path }, user, pass, database, connection, others }
}

describe('the parts of an address', () => {
	it.each([
		['postgres://', {}],
		['postgresql://h', { host: 'h' }],
		['postgres://h/', { host: 'h' }],
		['postgres://u@h/d', { user: 'u', host: 'h', database: 'd' }],
		['postgres://u:p@h:1/d', { user: 'u', pass: 'p', host: 'h:1', database: 'd' }],
		['postgres://u:@h?', { user: 'u', host: 'h' }],
		['  postgres://h/d\n', { host: 'h', database: 'd' }],
		['postgres://u@tenant:p@h/d', { user: 'u@tenant', pass: 'p', host: 'h', database: 'd' }],
		['postgres://h/d?user=u@tenant', { user: 'u@tenant', host: 'h', database: 'd' }],
		['postgres://%75%40t:%70@%68/%64%2F', { user: 'u@t', pass: 'p', host: 'h', database: 'd/' }],
		[
			'postgres://h/d?user=u&password=p&dbname=e',
			{ user: 'u', pass: 'p', host: 'h', database: 'e' },
		],
		['postgres://h:1/d?host=i&port=2', { host: 'i:2', database: 'd' }],
		['postgres://?port=2', { port: 2 }],
		['postgres://a:1,b:2/d', { host: 'a:1,b:2', database: 'd' }],
		['postgres://a,b/d', { host: 'a,b', database: 'd' }],
		['postgres://h/d?host=a,b&port=3', { host: 'a:3,b:3', database: 'd' }],
		['postgres://h/d?host=a,b&port=3,4', { host: 'a:3,b:4', database: 'd' }],
		['postgres://[::1]/d', { host: ['::1'], port: [5432], database: 'd' }],
		[
			'postgres://u@[::1]:5433,h/d',
			{ user: 'u', host: ['::1', 'h'], port: [5433, 5432], database: 'd' },
		],
		['postgres://h:1/d?hostaddr=127.0.0.1', { host: '127.0.0.1:1', database: 'd' }],
		['postgres:///d?hostaddr=::1', { host: ['::1'], port: [5432], database: 'd' }],
		['postgres://%2Fvar%2Frun/d', { host: '/var/run', database: 'd' }],
		['postgres://%2Fvar%2Frun:1/d', { host: '/var/run', port: 1, database: 'd' }],
		['postgres://u@/d?host=/cloudsql/a:b:c', { user: 'u', host: '/cloudsql/a:b:c', database: 'd' }],
		['postgres://h:5432/d?host=/var/run', { host: '/var/run', port: 5432, database: 'd' }],
		['postgres://h?user=&password=&host=&dbname=', {}],
	])('%s', (url, connection) => {
		expect(connectionOf(url)).toEqual(connection)
	})

	it('reach the driver as they are meant', () => {
		const { place } = driverOptions('postgres://a:1,b:2/d')
		expect(place).toEqual({ host: ['a', 'b'], port: [1, 2], path: false })
		expect(driverOptions('postgres://[::1]:7/d').place).toMatchObject({ host: ['::1'], port: [7] })
		expect(driverOptions('postgres:///d?host=/run&port=7').place.path).toBe('/run/.s.PGSQL.7')
	})

	it('leave what they do not say to PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE and PGAPPNAME', () => {
		const environment = {
			HOST: 'e',
			PORT: '7',
			USER: 'eu',
			PASSWORD: 'ep',
			DATABASE: 'ed',
			APPNAME: 'ea',
		}
		for (const [name, value] of Object.entries(environment)) vi.stubEnv(`PG${name}`, value)
		expect(driverOptions('postgres://')).toMatchObject({
			place: { host: ['e'], port: [7] },
			user: 'eu',
			pass: 'ep',
			database: 'ed',
			connection: { application_name: 'ea' },
		})
		expect(driverOptions('postgres://u:p@a,b:2/d').place).toMatchObject({
			host: ['a', 'b'],
			port: [7, 2],
		})
		expect(driverOptions('postgres://%2Frun/d').place.path).toBe('/run/.s.PGSQL.7')
	})
})

describe.skipIf(testServerUrl === null)('a PostgreSQL server', () => {
	const server = new URL(testServerUrl ?? 'postgres://none')
	const at = `${server.host}${server.pathname}`
	const login = `${server.username}${server.password && `:${server.password}`}`
	const role = `artifact_test_${randomUUID().replaceAll('-', '')}`
	const password = '#%@:?/secret'
	afterAll(() => ask(`postgres://${login}@${at}`, `drop role if exists ${role}`))

	async function ask(url: string, statement: string): Promise<unknown> {
		const client = postgres({ ...connectionOf(url), max: 1, onnotice: () => {} })
		try {
			return (await client.unsafe(statement))[0]
		} finally {
			await client.end()
		}
	}

	it.each([
		[
			'channel_binding=require&sslmode=prefer&pgbouncer=true&connection_limit=1',
			"select 'x' as x",
			'x',
		],
		['options=-c%20application_name%3Dx', "select current_setting('application_name') as x", 'x'],
		['application_name=x%20y', "select current_setting('application_name') as x", 'x y'],
		['target_session_attrs=read-write&keepalives=0&connect_timeout=5', "select 'x' as x", 'x'],
		['host=127.0.0.1,127.0.0.1&port=1,5432', "select 'x' as x", 'x'],
		['sslmode=allow', "select 'x' as x", 'x'],
	])('answers at %s', async (query, statement, x) => {
		expect(await ask(`postgres://${login}@${at}?${query}`, statement)).toEqual({ x })
	})

	it('knows a role whose password holds # % @ : ? and /', async () => {
		await ask(`postgres://${login}@${at}`, `create role ${role} login password '${password}'`)
		const url = `postgres://${role}:${password}@${at}`
		expect(connectionOf(url).pass).toBe(password)
		expect(await ask(url, 'select current_user::text as x')).toEqual({ x: role })
	})

	const socket = '/var/run/postgresql'
	const isHere = existsSync(`${socket}/.s.PGSQL.${server.port || 5432}`)
	it
		.skipIf(!isHere)
		.each([
			`postgres://${login}@:${server.port || 5432}${server.pathname}?host=${socket}&sslmode=require`,
			`postgres://${login}@${encodeURIComponent(socket)}${server.pathname}`,
		])('answers at the directory of its socket: %s', async (url) => {
		expect(await ask(url, 'select inet_server_addr() as x')).toEqual({ x: null })
	})
})

describe('a connection with parameters of TLS', () => {
	it('over a socket of this machine is never encrypted', () => {
		const { connection } = parseDatabaseUrl('postgres:///d?host=/run&sslmode=verify-full')
		expect(connection.ssl).toBe(false)
	})

	it('may begin with TLS at once', () => {
		const { connection } = parseDatabaseUrl('postgres://h/d?sslnegotiation=direct&sslmode=require')
		expect(connection.sslnegotiation).toBe('direct')
	})
})
