import { sql } from 'drizzle-orm'
import { vi } from 'vitest'
import type { Database } from '@/server/db/client'
import { signal } from './signal'
import { rowsIn } from './test-database'

/** Wraps the database: its `nth` transaction stops at its start or before its commit until the test releases it. */
export function heldOpen(database: Database, point: 'start' | 'commit', nth: number) {
	const reached = signal()
	const released = signal()
	const stop = () => {
		reached.resolve()
		return released.promise
	}
	let count = 0
	const run: Database['run'] = async (work, transact) => {
		const held = ++count === nth
		if (held && point === 'start') await stop()
		return database.run(work, async (tx) => {
			const result = await transact(tx)
			if (held && point === 'commit') await stop()
			return result
		})
	}
	return {
		database: { ...database, run },
		reached: reached.promise,
		release: () => released.resolve(),
	}
}

/** Resolves once a statement in the database waits for a lock of another transaction. */
export async function someoneWaitsForALock(database: Database): Promise<void> {
	await vi.waitUntil(
		async () => {
			const waiting = await rowsIn(
				database,
				sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
			)
			return waiting.length > 0
		},
		{ timeout: 5_000, interval: 5 },
	)
}
