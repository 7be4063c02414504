import { PGlite } from '@electric-sql/pglite'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as overPglite } from 'drizzle-orm/pglite'
import { drizzle as overPostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { TransactionRunner } from '../../src/isolation/database'
import * as tables from './tables'

export type BoardsDatabase = TransactionRunner & { close(): Promise<void> }

/** SQL states of deadlocks, and of rows that appeared or vanished between two statements of a seed. */
const lost = ['40P01', '40001', '23503', '23505']

/** Opens a new database of boards: the empty one at `url`, or one that is embedded in memory. */
export async function openBoards(url: string | null): Promise<BoardsDatabase> {
	const client = url ? postgres(url, { max: 8, onnotice: () => {} }) : new PGlite()
	const db = (client instanceof PGlite
		? overPglite(client)
		: overPostgres(client)) as unknown as PgDatabase<PgQueryResultHKT>
	const made = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(tables))
	for (const statement of made) await db.execute(sql.raw(statement))
	return {
		run: (work, transact) =>
			attempt(() => db.transaction(transact, modes[work]), work === 'seed' ? 5 : 1),
		close: async () => (client instanceof PGlite ? client.close() : client.end()),
	}
}

const modes = {
	read: { isolationLevel: 'repeatable read', accessMode: 'read only' },
	write: { isolationLevel: 'read committed' },
	seed: { isolationLevel: 'read committed' },
} as const

async function attempt<T>(transaction: () => Promise<T>, attempts: number): Promise<T> {
	try {
		return await transaction()
	} catch (error) {
		const { code } = ((error as Error).cause ?? {}) as { code?: string }
		if (attempts > 1 && lost.includes(code ?? '')) return attempt(transaction, attempts - 1)
		throw error
	}
}
