import { isIP } from 'node:net'
import type postgres from 'postgres'
import {
	isKnownParameter,
	type ParameterValues,
	readParameters,
	unknownParameter,
} from './address-parameters'
import { type Server, tlsOf } from './address-tls'

type Options = postgres.Options<Record<string, never>>

export type DatabaseAddress = {
	/** For `postgres()`. What the address does not say is absent: the driver then asks PGHOST, PGUSER, PGPASSWORD and so on. */
	connection: Options & { sslnegotiation?: 'direct' }
	/** The schema that the address names; null: the server's search path. */
	schema: string | null
	/** Connections at most, where the address limits them. */
	poolSize: number | null
	/** Milliseconds that a request may wait for a connection; Infinity: no limit; null: not said. */
	waitMs: number | null
	/** A line for the log that names what was left out; null: nothing was. */
	notice: string | null
}

/**
 * Reads DATABASE_URL as libpq does, and what other clients write into it. Reads the files that it names. Throws an
 * error that says what is wrong and what is allowed, and never holds a value: each could be a piece of a password.
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
	try {
		return addressOf(url.trim())
	} catch (error) {
		throw new Error(`DATABASE_URL: ${(error as Error).message}`)
	}
}

function addressOf(url: string): DatabaseAddress {
	const { values, without } = readParameters(parametersOf(url))
	refusePlaceholder(values.password)
	const servers = serversOf(values)
	const path = values.currentSchema ?? values.search_path ?? []
	const schema = values.schema ?? path[0] ?? null
	if (path.some((name) => name !== schema)) without.push('all but one schema of search_path')
	const wait = values.pool_timeout
	return {
		connection: present({
			...hostOptions(values, servers),
			user: values.user,
			pass: values.password,
			database: values.dbname,
			ssl: tlsOf(values, servers),
			sslnegotiation: values.sslnegotiation === 'direct' ? values.sslnegotiation : undefined,
			connect_timeout: values.connect_timeout ?? values.connectTimeout,
			max_lifetime: values.max_lifetime ?? values.max_connection_lifetime,
			idle_timeout: values.idle_timeout ?? values.max_idle_connection_lifetime,
			keep_alive:
				values.keepalives === '0' ? null : values.keepalives_idle || values.keep_alive || undefined,
			target_session_attrs: sessionOf(values),
			connection: startupOf(values),
		}),
		schema,
		poolSize: values.connection_limit ?? values.max ?? null,
		waitMs: wait === undefined ? null : wait === 0 ? Number.POSITIVE_INFINITY : wait * 1000,
		notice:
			without.length === 0
				? null
				: `DATABASE_URL: left out, because it has no effect here: ${without.join(', ')}`,
	}
}

/** Dashboards copy an address without its password. What stands in its place is theirs, so it may be repeated. */
function refusePlaceholder(password: string | undefined): void {
	const [placeholder] = /^(?:[[<{]?your[-_ ]?password[\]>}]?|\*{8,})$/i.exec(password ?? '') ?? []
	if (placeholder)
		throw new Error(
			`${placeholder} stands where the password of the database belongs; write the password there`,
		)
}

const host = String.raw`(?:\[[^\s/?#@[\]]*\]|[^\s/?#@:,[\]]*)(?::\d*)?`
const form = new RegExp(
	`^(?<hosts>${host}(?:,${host})*)(?:/(?<database>[^/?@]*))?(?:\\?(?<query>.*))?$`,
	's',
)

const malformed =
	'a part is not as it must be; allowed: postgres://user:password@host:port/database?parameter=value, where / ? # @ : % inside of a part are written %2F %3F %23 %40 %3A %25'

type Reading = { user: string; hosts: string; database: string; parameters: [string, string][] }

/**
 * The parts of the address under libpq's names, then its parameters, which win. Where a password holds / ? # or @
 * as they are, more than one `@` may end it: the first that leaves hosts, a database and known parameters does.
 */
function parametersOf(url: string): Map<string, string> {
	const [, rest] = /^postgres(?:ql)?:\/\/(.*)$/s.exec(url) ?? []
	if (rest === undefined)
		throw new Error('allowed: a URL that begins with postgres:// or postgresql://')
	const ends = [-1, ...Array.from(rest.matchAll(/@/g), ({ index }) => index)]
	const readings = ends.flatMap((end) => readingAt(rest, end))
	const reading = readings.find((each) => each.parameters.every(([name]) => isKnownParameter(name)))
	if (!reading) throw new Error(readings[0] ? unreadable(readings[0]) : malformed)
	const { user, hosts, database, parameters } = reading
	const colon = user.indexOf(':')
	const places = hosts.split(',').map((place) => /^\[?(.*?)\]?(?::(\d*))?$/.exec(place) ?? [])
	return new Map([
		['user', decode(colon < 0 ? user : user.slice(0, colon))],
		['password', decode(colon < 0 ? '' : user.slice(colon + 1))],
		['host', places.map(([, name = '']) => decode(name)).join(',')],
		['port', places.map(([, , port = '']) => port).join(',')],
		['dbname', decode(database)],
		...parameters,
	])
}

function readingAt(rest: string, end: number): Reading[] {
	const { hosts, database = '', query = '' } = form.exec(rest.slice(end + 1))?.groups ?? {}
	if (hosts === undefined) return []
	const parameters = query
		.split('&')
		.filter(Boolean)
		.map((pair): [string, string] => {
			const [name = '', ...value] = pair.split('=')
			return [decode(name), decode(value.join('='))]
		})
	return [{ user: rest.slice(0, Math.max(end, 0)), hosts, database, parameters }]
}

/** After an unencoded ? in a password its rest looks like parameters: what may be that is not named. */
function unreadable({ parameters }: Reading): string {
	const unknown = parameters.map(([name]) => name).find((name) => !isKnownParameter(name)) ?? ''
	if (/^\w{1,40}$/.test(unknown) && !parameters.flat().some((part) => part.includes('@')))
		return unknownParameter(unknown)
	return `a parameter is unknown, or ${malformed}`
}

/** A % that does not begin an encoded character stands for itself. */
function decode(part: string): string {
	return part.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
		try {
			return decodeURIComponent(encoded)
		} catch {
			return encoded
		}
	})
}

function serversOf(values: ParameterValues): Server[] {
	const names = list(values.host)
	const addresses = list(values.hostaddr)
	const ports = list(values.port).map(portOf)
	const count = Math.max(names.length, addresses.length)
	if (
		addresses.some((address) => !isIP(address)) ||
		(names.length && addresses.length && names.length !== addresses.length)
	)
		throw new Error('hostaddr: allowed: one IP address for each host')
	if (ports.length > 1 && ports.length !== count)
		throw new Error('port: allowed: one, or one for each host')
	const servers = Array.from({ length: count }, (_, index) => ({
		name: names[index] ?? addresses[index] ?? '',
		target: addresses[index] ?? names[index] ?? '',
		port: ports.length === 1 ? ports[0] : ports[index],
	}))
	if (servers.some(({ target }) => target === '')) throw new Error('host: one of several is empty')
	if (count > 1 && servers.some(({ target }) => target.startsWith('/')))
		throw new Error(
			'host: the directory of a socket stands alone; several are names or IP addresses',
		)
	return servers
}

function list(value: string | undefined): string[] {
	return value && /[^,]/.test(value) ? value.split(',') : []
}

function portOf(value: string): number | undefined {
	if (value === '') return undefined
	if (/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535) return Number(value)
	throw new Error('port: allowed: 1 to 65535')
}

/**
 * As text, so that PGPORT counts where a port is missing; only lists carry the colons of IPv6. The driver's types
 * know no lists, the driver does.
 */
function hostOptions(values: ParameterValues, servers: Server[]): Pick<Options, 'host' | 'port'> {
	const targets = servers.map(({ target }) => target)
	if (servers.length === 0) return { port: list(values.port).map(portOf)[0] }
	if (targets[0]?.startsWith('/')) return { host: targets[0], port: servers[0]?.port }
	if (!targets.some((target) => target.includes(':')))
		return { host: servers.map(({ target, port }) => (port ? `${target}:${port}` : target)).join() }
	const lists = { host: targets, port: servers.map(({ port }) => port ?? 5432) }
	return lists as unknown as Pick<Options, 'host' | 'port'>
}

function sessionOf({ target_session_attrs: libpq, targetServerType: jdbc }: ParameterValues) {
	const kind = libpq ?? jdbc
	return kind === 'any' ? undefined : kind
}

function startupOf(values: ParameterValues) {
	const { options } = values
	// The driver names itself where the address does not, which would beat a name inside of `options`.
	const named = options?.includes('application_name') ? '' : undefined
	const application_name =
		values.application_name ?? values.ApplicationName ?? values.fallback_application_name ?? named
	if (application_name === undefined && options === undefined) return undefined
	return present({ application_name, options })
}

/** postgres.js takes a key that is there for an answer, also when it is undefined. */
function present<Value extends object>(options: Value) {
	return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
		[Key in keyof Value]?: Exclude<Value[Key], undefined>
	}
}
