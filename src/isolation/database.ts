import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

type Drizzle = PgDatabase<PgQueryResultHKT>

/** An open Drizzle transaction, on any PostgreSQL driver. */
export type Tx = Parameters<Parameters<Drizzle['transaction']>[0]>[0]

/**
 * Runs the transactions of isolation on the application's database. `read` is read-only and repeatable read: one snapshot.
 * `write` and `seed` are read committed. `seed` runs again where it lost against a concurrent seed: by a deadlock, or by a
 * row that appeared or vanished between two statements.
 */
export type TransactionRunner = {
	run<T>(work: 'read' | 'write' | 'seed', transact: (tx: Tx) => Promise<T>): Promise<T>
}

/** Runs raw SQL on any driver and returns its rows. Cast dates and big integers in the SQL: the drivers parse them differently. */
export async function queryRows<Row>(tx: Tx, query: SQL): Promise<Row[]> {
	const result: unknown = await tx.execute(query)
	return (Array.isArray(result) ? result : (result as { rows: Row[] }).rows) as Row[]
}
