import { randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { inject } from 'vitest'
import { createCluster } from '../deployment/cluster'
import { programs } from '../deployment/debian'
import { startPgBouncer } from '../deployment/pgbouncer'
import { freePort } from '../deployment/processes'
import { endedAfterTests } from '../deployment/running'
import { type Application, startApplication } from '../server/application'
import { findBrowser } from '../server/browser'
import { onVercel } from './deployment'
import { type Edge, startEdge } from './edge'

/** Whether this machine has the programs that an emulated preview is made of. */
export const canEmulate = Boolean(
	programs.postgres && programs.pgbouncer && programs.nginx && findBrowser(),
)

export type Preview = Edge & {
	/** The ports of the preview's two servers. */
	ports: [number, number]
	/** Environment variables of the workflow's steps. */
	variables: Record<string, string>
	/** Sends a request for a path below `/api` with the secrets, as the steps do: a POST where there is a body. */
	ask(path: string, options?: { body?: object; lease?: string }): Promise<Response>
	/** A connection to the database as its superuser, without the pooler. */
	sql: Sql
	/** The address of the database without the pooler. */
	databaseUrl: string
	/** Ends a server, by default as a platform does, and starts another on its port. Returns the exit code. */
	restart(port: number, signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** Starts a preview deployment: an edge, two servers, a pooler in transaction mode and a new database. */
export async function startPreview(): Promise<Preview> {
	const { folder, commit } = inject('deployment')
	const cluster = await createCluster()
	const databaseUrl = await cluster.createDatabase('preview')
	const pooler = await startPgBouncer(databaseUrl, { poolSize: 20 })
	endedAfterTests(pooler.stop)
	const token = randomBytes(24).toString('hex')
	const env = {
		...onVercel,
		DATABASE_URL: pooler.url,
		ARTIFACT_ENABLE_TEST_SEED: 'true',
		ARTIFACT_E2E_MODE: 'true',
		ARTIFACT_TEST_SEED_TOKEN: token,
	}
	const servers = new Map<number, Application>()
	const start = async (port: number) => {
		servers.set(port, await startApplication({ cwd: folder, env, port }))
	}
	endedAfterTests(() => Promise.all([...servers.values()].map((server) => server.stop())))
	const ports: [number, number] = [await freePort(), await freePort()]
	// The servers start at once, as functions do: both want to migrate the empty database.
	await Promise.all(ports.map(start))
	const secret = randomBytes(16).toString('hex')
	const edge = await startEdge(ports, { secret })
	const headers = {
		...{ authorization: `Bearer ${token}`, 'x-vercel-protection-bypass': secret },
		'content-type': 'application/json',
	}
	return {
		...{ ...edge, ports, databaseUrl, sql: await clientOf(databaseUrl) },
		ask: (path, { body, lease } = {}) =>
			fetch(`${edge.url}/api/${path}`, {
				method: body ? 'POST' : 'GET',
				headers: { ...headers, ...(lease ? { 'x-seed-lease': lease } : {}) },
				body: body && JSON.stringify(body),
			}),
		variables: {
			E2E_EXPECTED_COMMIT: commit,
			ARTIFACT_TEST_SEED_TOKEN: token,
			VERCEL_AUTOMATION_BYPASS_SECRET: secret,
		},
		async restart(port, signal = 'SIGTERM') {
			const code = await servers.get(port)?.stop(signal)
			await start(port)
			return code ?? null
		},
	}
}

async function clientOf(url: string): Promise<Sql> {
	const { default: postgres } = await import('postgres')
	const client = postgres(url, { max: 1, onnotice: () => {} })
	endedAfterTests(() => client.end({ timeout: 1 }))
	return client
}

/** Every row as text, by the table's name. The table of the migrations is left out: it lies in another schema. */
export async function contentsOf(sql: Sql): Promise<Record<string, string[]>> {
	const tables = await sql<{ name: string }[]>`
		select tablename as name from pg_tables where schemaname = 'public' order by 1`
	const contents: Record<string, string[]> = {}
	for (const { name } of tables) {
		const rows = await sql<{ row: string }[]>`
			select to_jsonb(t)::text as row from ${sql(name)} t order by 1`
		contents[name] = rows.map(({ row }) => row)
	}
	return contents
}

/**
 * The number of rows of each table that is not empty. Leases of projects that are gone do not count: they are kept for
 * a day, so that late requests learn what became of them.
 */
export async function rowsLeft(sql: Sql): Promise<Record<string, number>> {
	const contents = await contentsOf(sql)
	contents.leases = (contents.leases ?? []).filter((row) => JSON.parse(row).root_id !== null)
	return Object.fromEntries(
		Object.entries(contents).flatMap(([name, { length }]) => (length ? [[name, length]] : [])),
	)
}
