import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createSecureContext, type SecureVersion, TLSSocket } from 'node:tls'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { parseDatabaseUrl } from './address'
import { tlsFailure } from './address-tls'

const directory = await mkdtemp(path.join(tmpdir(), 'artifact-tls-'))
afterAll(() => rm(directory, { recursive: true }))
afterEach(() => vi.unstubAllEnvs())
const file = (name: string) => path.join(directory, name)

/** A certificate that is its own authority, in `<name>.crt`, and its key in `<name>.key`. */
async function certify(name: string, subjects: string, ...options: string[]): Promise<void> {
	const request = `req -x509 -newkey rsa:2048 -days 2 -subj /CN=${name} -addext subjectAltName=${subjects}`
	const files = ['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)]
	const key = options.length > 0 ? options : ['-nodes']
	await promisify(execFile)('openssl', [...request.split(' '), ...files, ...key])
}

await Promise.all([
	certify('local', 'DNS:localhost,IP:127.0.0.1'),
	certify('elsewhere', 'DNS:elsewhere'),
	certify('named', 'DNS:localhost'),
	certify('numbered', 'IP:127.0.0.1'),
	certify('client', 'DNS:client', '-passout', 'pass:open sesame'),
	writeFile(file('not-a-key'), 'nothing'),
])
const bundle = `pkcs12 -export -in ${file('client.crt')} -inkey ${file('client.key')} -out ${file('client.p12')}`
const secret = 'pass:open sesame'
await promisify(execFile)('openssl', [...bundle.split(' '), '-passin', secret, '-passout', secret])

type Greeting = { protocol: string; client: unknown; name: unknown }
type Door = { port: number; seen: Greeting[] }

const fields = Buffer.from('SFATAL\0C28000\0Mturned away\0\0')
const refusal = Buffer.concat([Buffer.from([69, 0, 0, 0, fields.length + 4]), fields])

/** A server up to the point where TLS stands or not: it notes how a client begins, and turns it away with SQLSTATE 28000. */
async function openDoor(certificate: string | null, newest?: SecureVersion): Promise<Door> {
	const seen: Greeting[] = []
	const identity = certificate && {
		cert: await readFile(file(`${certificate}.crt`)),
		key: await readFile(file(`${certificate}.key`)),
	}
	const turnAway = (socket: Socket) => (first: Buffer) => {
		const secure = socket instanceof TLSSocket ? socket : null
		// A client that begins TLS without being asked to breaks off by itself.
		if (!secure && first[0] !== 0) return socket.destroy()
		seen.push({
			protocol: secure?.getProtocol() ?? 'plain',
			client: secure?.getPeerCertificate().subject?.CN ?? null,
			name: secure?.servername || null,
		})
		socket.end(refusal)
	}
	const server = createServer((socket) => {
		socket.on('error', () => {})
		socket.once('data', (first) => {
			const asksForTls = first.readInt32BE(4) === 80_877_103
			if (!asksForTls) return turnAway(socket)(first)
			socket.write(identity ? 'S' : 'N')
			if (!identity) return socket.once('data', turnAway(socket))
			const secureContext = createSecureContext({ ...identity, maxVersion: newest })
			const options = { isServer: true, requestCert: true, rejectUnauthorized: false }
			const secure = new TLSSocket(socket, { ...options, secureContext })
			secure.on('error', () => {})
			secure.once('data', turnAway(secure))
		})
	})
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	afterAll(() => server.close())
	return { port: (server.address() as AddressInfo).port, seen }
}

const doors = {
	local: await openDoor('local'),
	elsewhere: await openDoor('elsewhere'),
	named: await openDoor('named'),
	numbered: await openDoor('numbered'),
	old: await openDoor('local', 'TLSv1.2'),
	plain: await openDoor(null),
}

/** How the door saw the client; the code of the client's error where it never came to that. */
async function knock(door: Door, query: string, host = '127.0.0.1'): Promise<Greeting | string> {
	const url = `postgres://u@${host}:${door.port}/d?${query.replaceAll('~', `${directory}/`)}`
	const client = postgres({ ...parseDatabaseUrl(url).connection, max: 1, connect_timeout: 5 })
	const before = door.seen.length
	try {
		const error = await client`select 1`.catch((reason) => reason)
		return error.code === '28000'
			? (door.seen[before] as Greeting)
			: (tlsFailure(error) ?? error.code)
	} finally {
		await client.end({ timeout: 0 })
	}
}

const plain = { protocol: 'plain', client: null, name: null }
const encrypted = { protocol: 'TLSv1.3', client: null, name: null }
const stranger = /unknown authority; name its file as sslrootcert/
const wrongHost = /for another host than DATABASE_URL names/
const noTls = /does not offer the TLS that sslmode/

describe('a connection', () => {
	it.each([
		['', 'plain', plain],
		['', 'local', plain],
		['sslmode=disable', 'local', plain],
		['ssl=0', 'local', plain],
		['sslmode=disable&sslrootcert=~absent', 'local', plain],
		['sslmode=allow', 'plain', plain],
		['sslmode=allow', 'local', encrypted],
		['sslmode=prefer', 'plain', plain],
		['sslmode=prefer', 'elsewhere', encrypted],
		['sslnegotiation=postgres', 'plain', plain],
		['sslpassword=x', 'plain', plain],
		['sslmode=require', 'elsewhere', encrypted],
		['sslmode=no-verify&sslrootcert=~local.crt', 'elsewhere', encrypted],
		['sslmode=require&sslrootcert=~elsewhere.crt', 'elsewhere', encrypted],
		['sslrootcert=~elsewhere.crt', 'elsewhere', encrypted],
		['sslmode=verify-ca&sslrootcert=~elsewhere.crt', 'elsewhere', encrypted],
		['sslmode=verify-full&sslrootcert=~local.crt', 'local', encrypted],
		['sslmode=verify-full&sslrootcert=~numbered.crt', 'numbered', encrypted],
		['ssl=true&sslrootcert=~local.crt', 'local', encrypted],
		['ssl=true&sslmode=require', 'elsewhere', encrypted],
		['sslaccept=accept_invalid_certs', 'plain', plain],
		['sslaccept=accept_invalid_certs&sslmode=require&sslcert=~local.crt', 'elsewhere', encrypted],
		['sslaccept=strict&sslcert=~local.crt', 'local', encrypted],
		['sslaccept=strict&sslmode=disable', 'local', plain],
		[
			'sslmode=require&ssl_max_protocol_version=TLSv1.2',
			'local',
			{ ...encrypted, protocol: 'TLSv1.2' },
		],
	] as const)('with %s to a server with certificate %s stands', async (query, door, greeting) => {
		expect(await knock(doors[door], query)).toEqual(greeting)
	})

	it.each([
		['sslmode=require', 'plain', noTls],
		['ssl=true', 'plain', noTls],
		['sslrootcert=~local.crt', 'plain', noTls],
		['sslmode=require&sslrootcert=~local.crt', 'elsewhere', stranger],
		['sslmode=prefer&sslrootcert=~local.crt', 'elsewhere', stranger],
		['sslmode=verify-ca&sslrootcert=~local.crt', 'elsewhere', stranger],
		['sslmode=verify-ca&sslrootcert=~not-a-key', 'local', stranger],
		['sslmode=verify-full&sslrootcert=~elsewhere.crt', 'elsewhere', wrongHost],
		['sslmode=verify-full&sslrootcert=~named.crt', 'named', wrongHost],
		['sslmode=verify-full', 'local', stranger],
		['sslrootcert=system', 'local', stranger],
		['ssl=true', 'local', stranger],
		['ssl=1', 'local', stranger],
		['sslaccept=strict', 'local', stranger],
		['sslaccept=strict&sslcert=~elsewhere.crt', 'elsewhere', wrongHost],
		['sslmode=require&ssl_min_protocol_version=TLSv1.3', 'old', /PROTOCOL_VERSION/],
	] as const)(
		'with %s to a server with certificate %s fails, with advice',
		async (query, door, advice) => {
			expect(await knock(doors[door], query)).toMatch(advice)
		},
	)

	it('to a name is verified by that name, also where hostaddr says the number', async () => {
		const query = 'sslmode=verify-full&sslrootcert=~local.crt'
		const named = { ...encrypted, name: 'localhost' }
		expect(await knock(doors.local, query, 'localhost')).toEqual(named)
		expect(await knock(doors.local, `${query}&hostaddr=127.0.0.1`, 'localhost')).toEqual(named)
		expect(await knock(doors.local, `${query}&hostaddr=127.0.0.1`, 'elsewhere')).toMatch(wrongHost)
	})

	it('tells its name to the server also where hostaddr says the number and nothing is verified', async () => {
		const seen = await knock(doors.local, 'sslmode=require&hostaddr=127.0.0.1', 'elsewhere')
		expect(seen).toEqual({ ...encrypted, name: 'elsewhere' })
		const number = await knock(doors.local, 'sslmode=require&hostaddr=127.0.0.1', '10.0.0.1')
		expect(number).toEqual(encrypted)
	})

	it('to the host of PGHOST is verified by its name', async () => {
		vi.stubEnv('PGHOST', 'localhost')
		const query = 'sslmode=verify-full&sslrootcert=~'
		const named = { ...encrypted, name: 'localhost' }
		expect(await knock(doors.named, `${query}named.crt`, '')).toEqual(named)
		expect(await knock(doors.elsewhere, `${query}elsewhere.crt`, '')).toMatch(wrongHost)
	})

	it.each(['sslmode=require', 'sslmode=prefer', 'sslmode=verify-full&sslrootcert=~local.crt'])(
		'with %s shows the certificate that sslcert, sslkey and sslpassword name',
		async (query) => {
			const own = 'sslcert=~client.crt&sslkey=~client.key&sslpassword=open%20sesame'
			expect(await knock(doors.local, `${query}&${own}`)).toEqual({
				...encrypted,
				client: 'client',
			})
		},
	)

	it("shows Prisma's sslidentity, and takes its sslcert for the authority of the server", async () => {
		const own = 'sslidentity=~client.p12&sslpassword=open%20sesame'
		const seen = { ...encrypted, client: 'client' }
		expect(await knock(doors.elsewhere, `${own}&sslcert=~local.crt`)).toEqual(seen)
		const strict = `${own}&sslaccept=strict&sslcert=~local.crt`
		expect(await knock(doors.local, strict)).toEqual(seen)
		expect(await knock(doors.elsewhere, strict)).toMatch(stranger)
	})
})

describe('of the parameters of TLS', () => {
	it.each([
		['sslmode=disable&ssl=true', /ssl: contradicts sslmode/],
		['sslmode=require&ssl=0', /ssl: contradicts sslmode/],
		['sslnegotiation=direct', /sslnegotiation: direct needs sslmode=require/],
		['sslnegotiation=direct&sslmode=prefer', /sslnegotiation: direct needs sslmode=require/],
		['sslrootcert=system&sslmode=require', /sslrootcert: system needs sslmode=verify-full/],
		['sslmode=verify-ca', /sslmode: verify-ca needs sslrootcert/],
		['sslcert=~client.crt', /sslcert: needs sslkey; the authority of the server is sslrootcert/],
		['sslkey=~client.key', /sslkey: needs sslcert/],
		['sslrootcert=~absent', /sslrootcert: the file cannot be read \(ENOENT\)/],
		['sslcert=~absent&sslkey=~client.key', /sslcert: the file cannot be read/],
		['sslcert=~client.crt&sslkey=~', /sslkey: the file cannot be read \(EISDIR\)/],
		['sslidentity=~absent', /sslidentity: the file cannot be read/],
		['sslcrl=~absent', /sslcrl: the file cannot be read/],
		['sslcrl=~not-a-key', /sslcrl or sslpassword: cannot be used/],
		['sslidentity=~not-a-key', /sslidentity, sslcrl or sslpassword: cannot be used/],
		['sslcert=~client.crt&sslkey=~local.key', /sslkey.*: cannot be used/],
		['sslcert=~client.crt&sslkey=~client.key&sslpassword=wrong', /sslpassword: cannot be used/],
		['sslcert=~client.crt&sslkey=~client.key', /sslpassword: cannot be used/],
		[
			'ssl_min_protocol_version=TLSv1.3&ssl_max_protocol_version=TLSv1.2',
			/ssl_max_protocol_version: is below/,
		],
	])('%s is refused', (query, message) => {
		const url = `postgres://h/d?${query.replaceAll('~', `${directory}/`)}`
		expect(() => parseDatabaseUrl(url)).toThrow(message)
		expect(() => parseDatabaseUrl(url)).not.toThrow(directory)
	})
})
