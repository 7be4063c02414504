import { sql } from 'drizzle-orm'
import { type Database, queryRows, type Tx } from '@/server/db/client'
import type { WorkRules } from '@/server/db/work'
import { signal } from './signal'

/** A transaction that has begun, and ends when the test says so. */
export async function hold(database: Database, statement = sql`select 1`) {
	const begun = signal()
	const released = signal()
	const ended = database.run('write', async (tx) => {
		await tx.execute(statement)
		begun.resolve()
		await released.promise
	})
	await begun.promise
	return async () => {
		released.resolve()
		await ended
	}
}

/** The settings of the transaction, as the database reports them. */
export async function settingsOf(tx: Tx) {
	const rows = await queryRows<{ name: string; setting: string }>(
		tx,
		sql`select name, setting from pg_settings where name in ('transaction_isolation',
			'transaction_read_only', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`,
	)
	return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
}

/** The expected result of `settingsOf` for a kind of work with these rules. */
export const levelOf = ({ isolationLevel, accessMode }: WorkRules) => ({
	transaction_isolation: isolationLevel,
	transaction_read_only: accessMode === 'read only' ? 'on' : 'off',
})
