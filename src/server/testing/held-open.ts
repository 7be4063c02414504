import { sql } from 'drizzle-orm'
import { vi } from 'vitest'
import { type Db, queryRows } from '../db/client'
import { signal } from './signal'

/** The same database, whose `nth` transaction stops at its start or before its commit until it is released. */
export function heldOpen(db: Db, point: 'start' | 'commit', nth: number) {
	const reached = signal()
	const released = signal()
	const stop = () => {
		reached.resolve()
		return released.promise
	}
	let count = 0
	const transaction: Db['transaction'] = async (work, config) => {
		const held = ++count === nth
		if (held && point === 'start') await stop()
		return db.transaction(async (tx) => {
			const result = await work(tx)
			if (held && point === 'commit') await stop()
			return result
		}, config)
	}
	const held = new Proxy(db, {
		get: (target, name) =>
			name === 'transaction' ? transaction : Reflect.get(target, name, target),
	})
	return { db: held, reached: reached.promise, release: () => released.resolve() }
}

/** Resolves once a statement of the server's database waits for what another transaction holds. */
export async function someoneWaitsForALock(db: Db): Promise<void> {
	await vi.waitUntil(
		async () => {
			const waiting = await queryRows(
				db,
				sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
			)
			return waiting.length > 0
		},
		{ timeout: 5_000, interval: 5 },
	)
}
