import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import type { PgliteDatabase } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { type Executor, queryRows } from './client'
import type * as schema from './schema'

const migrationLock = 0x61727466

/** The `drizzle` folder of the directory that the server was started in. */
function migrationsFolder(): string {
	return path.join(process.cwd(), 'drizzle')
}

/**
 * Brings the database at `url` up to date. Any number of servers may start at once: a transaction of its own
 * holds an advisory lock meanwhile, which a transaction pooler keeps on one session and a dead holder gives up.
 */
export async function migratePostgres(url: string): Promise<void> {
	const options = { max: 1, prepare: false, connect_timeout: 10, onnotice: () => {} }
	const lock = postgres(url, options)
	const worker = postgres(url, options)
	try {
		await lock.begin(async (tx) => {
			await tx`select pg_advisory_xact_lock(${migrationLock})`
			await migrate(drizzle(worker), { migrationsFolder: migrationsFolder() })
		})
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error)
		throw new Error(
			`The database of DATABASE_URL could not be prepared: ${reason}. Check that the server runs, that the database exists and that the user may create tables.`,
			{ cause: error },
		)
	} finally {
		await Promise.all([lock.end({ timeout: 5 }), worker.end({ timeout: 5 })])
	}
}

/** Brings the embedded database up to date; its directory lock keeps others out. */
export async function migrateEmbedded(db: PgliteDatabase<typeof schema>): Promise<void> {
	await migratePglite(db, { migrationsFolder: migrationsFolder() })
}

export type SchemaState = 'current' | 'behind' | 'ahead'

/** Compares the newest migration on disk with the newest one that the database has. */
export async function schemaState(db: Executor): Promise<SchemaState> {
	const journal = JSON.parse(
		await readFile(path.join(migrationsFolder(), 'meta', '_journal.json'), 'utf8'),
	) as { entries: { when: number }[] }
	const newest = Math.max(...journal.entries.map((entry) => entry.when))
	const rows = await queryRows<{ applied: string | null }>(
		db,
		sql`select max(created_at)::text as applied from drizzle.__drizzle_migrations`,
	)
	const applied = Number(rows[0]?.applied ?? 0)
	if (applied < newest) return 'behind'
	return applied > newest ? 'ahead' : 'current'
}
