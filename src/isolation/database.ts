import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

type Drizzle = PgDatabase<PgQueryResultHKT>

/** An open Drizzle transaction, on any PostgreSQL driver. */
export type Tx = Parameters<Parameters<Drizzle['transaction']>[0]>[0]

/**
 * Runs transactions on the application's database. `read` is one snapshot: read-only, repeatable read. `write` and
 * `seed` are read committed. `seed` runs again after a deadlock, or after a concurrent seed made or deleted a row.
 */
export type TransactionRunner = {
	run<T>(work: 'read' | 'write' | 'seed', transact: (tx: Tx) => Promise<T>): Promise<T>
}

/**
 * Runs raw SQL on any driver and returns its rows. Cast dates and big integers in the SQL: the drivers parse them
 * differently.
 */
export async function queryRows<Row>(tx: Tx, query: SQL): Promise<Row[]> {
	const result: unknown = await tx.execute(query)
	return (Array.isArray(result) ? result : (result as { rows: Row[] }).rows) as Row[]
}
