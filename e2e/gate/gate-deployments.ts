import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inputs, type Setting, type Situation, variablesOf } from '../../src/testing/gate-table'
import { startApplication, testableServer } from '../server/application'
import { hasIPv6 } from './remote-machine'

export type Deployment = { setting: Setting; hostname: '0.0.0.0' | '::' }

function deployment(
	values: Partial<Record<keyof Setting, string>>,
	hostname: Deployment['hostname'],
): Deployment {
	const setting: Setting = {
		vercelEnv: find(inputs.vercelEnv, values.vercelEnv),
		flag: find(inputs.flag, values.flag),
		token: find(inputs.token, values.token),
		// `next start` serves a production build.
		build: inputs.build[1],
	}
	return { setting, hostname: hasIPv6 ? hostname : '0.0.0.0' }
}

function find<T extends { value: string | undefined }>(of: readonly T[], value?: string): T {
	const found = of.find((each) => each.value === value)
	if (!found) throw new Error(`The table has no ${value}`)
	return found
}

const token = inputs.token[1].value
export const deployments = {
	'in production with everything set': deployment(
		{ vercelEnv: 'production', flag: 'true', token },
		'::',
	),
	'in production without a token': deployment({ vercelEnv: 'production', flag: 'true' }, '0.0.0.0'),
	'without settings': deployment({}, '0.0.0.0'),
	'in a preview with the flag off': deployment(
		{ vercelEnv: 'preview', flag: 'false', token },
		'::',
	),
	'with the flag': deployment({ flag: 'true' }, '::'),
	'with the flag in an unknown environment': deployment(
		{ vercelEnv: 'garbage', flag: 'true' },
		'0.0.0.0',
	),
	'with the flag and a token in a preview': deployment(
		{ vercelEnv: 'preview', flag: 'true', token },
		'::',
	),
	'with the flag and a token in development': deployment(
		{ vercelEnv: 'development', flag: 'true', token },
		'0.0.0.0',
	),
} satisfies Record<string, Deployment>

/** The callers' addresses as the server's socket sees them. A socket for IPv6 and IPv4 sees mapped IPv4 addresses. */
export function addressesOf({ hostname }: Deployment): Situation['address'][] {
	const [v4, v6, mapped, remoteV4, remoteMapped, remoteV6] = inputs.address
	return hostname === '::' ? [v6, mapped, remoteMapped, remoteV6] : [v4, remoteV4]
}

// Servers share one database in turn, as a new one takes seconds. Servers in production share another: they mark it.
const dataDirs = new Map<boolean, string>()
function sharedDataDir({ vercelEnv }: Setting): string {
	const known = dataDirs.get(vercelEnv.production)
	if (known) return known
	const made = mkdtempSync(path.join(tmpdir(), 'artifact-'))
	process.once('exit', () => rmSync(made, { recursive: true, force: true }))
	dataDirs.set(vercelEnv.production, made)
	return made
}

/** Starts a server with this setting and this process's embedded database, and stops it after `use`. */
export async function withDeployment(
	{ setting, hostname }: Deployment,
	use: (port: number) => Promise<void>,
): Promise<void> {
	const variables = Object.entries(variablesOf(setting)).map(([name, value]) => [name, value ?? ''])
	const application = await startApplication({
		hostname,
		env: {
			...{ ...testableServer, ARTIFACT_E2E_MODE: '', DATABASE_URL: '' },
			ARTIFACT_DATA_DIR: sharedDataDir(setting),
			...Object.fromEntries(variables),
		},
	})
	try {
		await use(application.port)
	} finally {
		await application.stop()
	}
}
