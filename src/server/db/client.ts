import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Env } from '../env'
import { migrateEmbedded, migratePostgres } from './migrate'
import * as schema from './schema'

export type Db = PgDatabase<PgQueryResultHKT, typeof schema>
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
/** A connection or a transaction. Inside a transaction only the transaction may be awaited. */
export type Executor = Db | Tx

export type Database = {
	db: Db
	kind: 'postgresql' | 'embedded'
	close(): Promise<void>
}

type Options = Pick<Env, 'databaseUrl' | 'dataDir'> & {
	/** Connections at most; the embedded database has one. */
	poolSize?: number
}

/** Opens the database that `options` name and migrates it. Throws an error that says what to do when it cannot. */
export async function openDatabase(options: Options): Promise<Database> {
	return options.databaseUrl
		? openPostgres(options.databaseUrl, options.poolSize ?? 10)
		: openEmbedded(options.dataDir)
}

async function openPostgres(url: string, poolSize: number): Promise<Database> {
	await migratePostgres(url)
	// Unnamed statements only: a transaction pooler may give each one another session.
	const client = postgres(url, {
		max: poolSize,
		prepare: false,
		idle_timeout: 30,
		onnotice: () => {},
	})
	return {
		db: drizzlePostgres(client, { schema }),
		kind: 'postgresql',
		close: () => client.end({ timeout: 5 }),
	}
}

async function openEmbedded(dataDir: string): Promise<Database> {
	const { PGlite } = await import('@electric-sql/pglite')
	const { drizzle } = await import('drizzle-orm/pglite')
	const { lockDirectory } = await import('./embedded-lock')
	const inMemory = dataDir === 'memory://'
	const unlock = inMemory ? async () => {} : await lockDirectory(dataDir)
	try {
		const client = await PGlite.create(inMemory ? dataDir : `${dataDir}/pgdata`)
		const db = drizzle(client, { schema })
		await migrateEmbedded(db)
		return {
			db,
			kind: 'embedded',
			close: async () => {
				await client.close()
				await unlock()
			},
		}
	} catch (error) {
		await unlock()
		const reason = error instanceof Error ? error.message : String(error)
		throw new Error(
			`The embedded database in ${dataDir} could not be opened: ${reason}. It was left as it is. Move the directory away to start with an empty one.`,
			{ cause: error },
		)
	}
}

/** Runs raw SQL on either driver and gives its rows. Cast dates and big integers in the SQL: their parsers differ. */
export async function queryRows<Row>(executor: Executor, query: SQL): Promise<Row[]> {
	const result: unknown = await executor.execute(query)
	return (Array.isArray(result) ? result : (result as { rows: Row[] }).rows) as Row[]
}
