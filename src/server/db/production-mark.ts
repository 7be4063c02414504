import { TRPCError } from '@trpc/server'
import { sql } from 'drizzle-orm'
import { type Database, queryRows, type Tx } from './client'
import { productionMark } from './schema'

/** Whether the database is marked as production's. */
export async function isMarked(tx: Tx): Promise<boolean> {
	const [found] = await queryRows<{ marked: boolean }>(
		tx,
		sql`select exists (select from ${productionMark}) as marked`,
	)
	return found?.marked ?? false
}

/** Marks the database as production's, in the name of `by`. A database that is marked keeps its mark. */
export async function markAsProduction(database: Database, by: string): Promise<void> {
	await database.run('write', (tx) =>
		tx.insert(productionMark).values({ madeBy: by }).onConflictDoNothing(),
	)
	database.isMarked = true
}

/** Takes the mark off. A running server learns of that at its next start. */
export async function removeMark(database: Database): Promise<void> {
	await database.run('write', (tx) => tx.delete(productionMark))
	database.isMarked = false
}

/** Asks the database whether it is marked, and remembers a mark that was made since this server opened it. */
export async function learnOfMark(database: Database, tx: Tx): Promise<boolean> {
	if (!(await isMarked(tx))) return false
	database.isMarked = true
	return true
}

/**
 * Ends a transaction of the test helpers on a database that was marked since this server opened it; from then on the
 * server answers their paths like unknown ones. Throws NOT_FOUND.
 */
export async function refuseMarked(database: Database, tx: Tx): Promise<void> {
	if (!(await learnOfMark(database, tx))) return
	throw new TRPCError({ code: 'NOT_FOUND', message: 'There is nothing at this path.' })
}
