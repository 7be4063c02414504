import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import postgres, { type Sql } from 'postgres'
import { programs } from './debian'
import { freePort, scratchFolder, unprivileged } from './processes'
import { endedAfterTests } from './running'

export type Cluster = {
	port: number
	/** The address of a database of the cluster. */
	url(name?: string, user?: string): string
	/** Runs statements as the cluster's superuser. */
	sql: Sql
	/** Makes an empty database. Returns its address. */
	createDatabase(name: string): Promise<string>
	stop(mode: 'fast' | 'immediate'): Promise<void>
	start(): Promise<void>
	/** Stops the cluster and deletes its files. */
	remove(): Promise<void>
}

/** Makes a PostgreSQL cluster for the caller alone, who may stop it at any time. */
export async function createCluster(): Promise<Cluster> {
	const bin = programs.postgres
	if (!bin) throw new Error('There is no PostgreSQL server on this machine')
	const user = unprivileged()
	const folder = scratchFolder('cluster', user)
	const port = await freePort()
	const run = async (program: string, ...args: string[]) => {
		// The output is ignored: the server would keep a pipe open for as long as it runs.
		const child = spawn(path.join(bin, program), args, { ...user, cwd: folder, stdio: 'ignore' })
		const [code] = await once(child, 'exit')
		if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with code ${code}`)
	}
	const data = path.join(folder, 'data')
	const log = path.join(folder, 'log')
	const options = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder} -c fsync=off -c max_connections=60`
	const pgCtl = (...args: string[]) => run('pg_ctl', '-D', data, '-w', ...args)
	await run(
		'initdb',
		'-D',
		data,
		'-U',
		'postgres',
		'-A',
		'trust',
		'-E',
		'UTF8',
		'--no-locale',
		'-N',
	)
	await pgCtl('-l', log, '-o', options, 'start')
	const url = (name = 'postgres', role = 'postgres') =>
		`postgres://${role}@127.0.0.1:${port}/${name}`
	const sql = postgres(url(), { max: 4, onnotice: () => {}, backoff: () => 0.1 })
	return {
		...{ port, url, sql },
		async createDatabase(name) {
			await sql.unsafe(`create database ${name}`)
			return url(name)
		},
		stop: (mode) => pgCtl('-m', mode, 'stop'),
		start: () => pgCtl('-l', log, '-o', options, 'start'),
		remove: endedAfterTests(async () => {
			await sql.end({ timeout: 1 })
			await pgCtl('-m', 'immediate', 'stop').catch(() => {})
			rmSync(folder, { recursive: true, force: true })
		}),
	}
}
