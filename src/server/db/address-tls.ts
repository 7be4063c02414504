import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import {
	type ConnectionOptions,
	checkServerIdentity,
	createSecureContext,
	type SecureContextOptions,
} from 'node:tls'
import type { ParameterValues, SslMode } from './address-parameters'

/** `target` is connected to; `name` is whom the certificate must be for. */
export type Server = { name: string; target: string; port: number | undefined }

type Tls = false | 'prefer' | ConnectionOptions

/**
 * What `sslmode` and its like ask for, for the option `ssl` of postgres.js; undefined where the address is silent.
 * Its driver cannot fall back to plain text once TLS has begun, nor begin in plain text, so that `allow` is
 * `prefer` here; and with a certificate of any kind TLS is required also under `prefer`.
 */
export function tlsOf(values: ParameterValues, servers: Server[]): Tls | undefined {
	const mode = modeOf(values)
	if (mode === undefined) return undefined
	if (values.sslnegotiation === 'direct' && ['disable', 'allow', 'prefer'].includes(mode))
		throw new Error('sslnegotiation: direct needs sslmode=require, verify-ca or verify-full')
	// Like libpq, a socket of this machine is never encrypted.
	if (mode === 'disable' || servers.some(({ target }) => target.startsWith('/'))) return false
	const details = contextOf(values)
	const opportunistic = mode === 'allow' || mode === 'prefer'
	if (opportunistic && Object.keys(details).length === 0) return 'prefer'
	// libpq's rule: whoever names an authority has the chain verified, except under verify-full not the name.
	const verified = mode !== 'no-verify' && (mode.startsWith('verify') || details.ca !== undefined)
	return {
		secureContext: secureContext(details),
		rejectUnauthorized: verified,
		...serverName(servers),
		...(verified && identity(mode, servers)),
	}
}

function modeOf(values: ParameterValues): SslMode | undefined {
	const { sslmode, ssl, sslaccept, sslrootcert } = values
	if (sslmode && ssl && (sslmode === 'disable') !== (ssl === 'disable'))
		throw new Error('ssl: contradicts sslmode; leave one of them out')
	const said = sslmode ?? ssl
	if (sslrootcert === 'system') {
		if (said && said !== 'disable' && said !== 'verify-full')
			throw new Error('sslrootcert: system needs sslmode=verify-full')
		return said ?? 'verify-full'
	}
	if (said === 'verify-ca' && !sslrootcert)
		throw new Error(
			'sslmode: verify-ca needs sslrootcert, the file of the authority; with public ones use verify-full',
		)
	if (sslaccept === 'strict') return said === 'disable' ? said : 'verify-full'
	// libpq's default, once there is anything that only TLS can use.
	return said ?? (Object.keys(values).some((name) => name.startsWith('ssl')) ? 'prefer' : undefined)
}

function contextOf(values: ParameterValues): SecureContextOptions {
	const { sslcert, sslkey, sslidentity, sslrootcert } = values
	// With Prisma's parameters beside it, `sslcert` is the server's authority.
	const prisma = !sslkey && (values.sslaccept !== undefined || sslidentity !== undefined)
	if (sslcert && !sslkey && !prisma)
		throw new Error('sslcert: needs sslkey; the authority of the server is sslrootcert')
	if (sslkey && !sslcert) throw new Error('sslkey: needs sslcert')
	const { ssl_min_protocol_version: least, ssl_max_protocol_version: most } = values
	if (least && most && least > most)
		throw new Error('ssl_max_protocol_version: is below ssl_min_protocol_version')
	const details: SecureContextOptions = {}
	if (sslrootcert && sslrootcert !== 'system') details.ca = read('sslrootcert', sslrootcert)
	else if (prisma && sslcert && values.sslaccept === 'strict') details.ca = read('sslcert', sslcert)
	if (sslkey && sslcert) {
		details.cert = read('sslcert', sslcert)
		details.key = read('sslkey', sslkey)
	}
	if (sslidentity) details.pfx = read('sslidentity', sslidentity)
	if (values.sslcrl) details.crl = read('sslcrl', values.sslcrl)
	if (values.sslpassword && (sslkey || sslidentity)) details.passphrase = values.sslpassword
	if (least) details.minVersion = least
	if (most) details.maxVersion = most
	return details
}

function read(parameter: string, file: string): Buffer {
	try {
		return readFileSync(file)
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		throw new Error(`${parameter}: the file cannot be read (${code}); allowed: the path of a file`)
	}
}

/** Made here, once: what is wrong with a file would otherwise be an unhandled rejection inside the driver. */
function secureContext(details: SecureContextOptions) {
	try {
		return createSecureContext(details)
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		throw new Error(
			`sslrootcert, sslcert, sslkey, sslidentity, sslcrl or sslpassword: cannot be used (${code})`,
		)
	}
}

/** The driver names the server by what it connects to; with `hostaddr` that is a number, and hosters tell databases apart by name. */
function serverName(servers: Server[]): { servername?: string } {
	const [server] = servers
	if (servers.length !== 1 || !server || server.name === server.target || isIP(server.name))
		return {}
	return { servername: server.name }
}

function identity(
	mode: SslMode,
	servers: Server[],
): Pick<ConnectionOptions, 'checkServerIdentity'> {
	if (mode !== 'verify-full') return { checkServerIdentity: () => undefined }
	if (!servers.some(({ target }) => isIP(target))) return {}
	// Node forgets the number that it connects to and would verify the name `localhost`.
	return {
		checkServerIdentity: (_, certificate) => {
			const refusals = servers.map(({ name }) => checkServerIdentity(name, certificate))
			return refusals.includes(undefined) ? undefined : refusals[0]
		},
	}
}

const unknownAuthority = new Set([
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** What is to be done about a connection that failed in its TLS; null: it failed elsewhere. */
export function tlsFailure(error: unknown): string | null {
	const { code, message } = error as NodeJS.ErrnoException
	if (code === 'ECONNRESET' && message.includes('secure TLS connection'))
		return 'The server does not offer the TLS that sslmode, ssl or sslnegotiation of DATABASE_URL ask for'
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
		return 'The certificate of the server is for another host than DATABASE_URL names'
	if (code && unknownAuthority.has(code))
		return 'The certificate of the server is of an unknown authority; name its file as sslrootcert in DATABASE_URL'
	return null
}
