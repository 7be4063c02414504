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
 * Waits for work that runs at once in one transaction, until all of it has ended. Throws the error of the first that
 * failed, in this order: the later ones often fail because of it.
 */
export async function together<const Works extends readonly unknown[]>(
	works: Works,
): Promise<{ -readonly [Index in keyof Works]: Awaited<Works[Index]> }> {
	const results = await Promise.allSettled(works)
	const failed = results.find(({ status }) => status === 'rejected')
	if (failed) throw (failed as PromiseRejectedResult).reason
	return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as never
}

type Queries<Names extends PropertyKey> = Record<Names, SQL | undefined>

/**
 * Sends statements together, of which none needs the answer to another. The database runs them in this order, and each
 * sees what the ones before did and what was committed before it began. Returns the rows of each; none where the
 * statement is undefined.
 */
export async function pipelined<Rows extends Record<string, unknown>>(
	tx: Tx,
	queries: Queries<keyof Rows> & Queries<string>,
): Promise<{ [Name in keyof Rows]: Rows[Name][] }> {
	const names = Object.keys(queries)
	const rows = await together(
		names.map((name) => (queries[name] ? queryRows(tx, queries[name]) : [])),
	)
	return Object.fromEntries(names.map((name, index) => [name, rows[index]])) as never
}

/**
 * Runs raw SQL on any driver and returns its rows. Cast dates and big integers in the SQL: the drivers parse them
 * differently.
 */
export async function queryRows<Row>(tx: Tx, query: SQL): Promise<Row[]> {
	const result: unknown = await tx.execute(query)
	return (Array.isArray(result) ? result : (result as { rows: Row[] }).rows) as Row[]
}
