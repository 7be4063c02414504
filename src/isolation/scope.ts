import { sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import type { Tx } from './database'
import { openGroup, openRoot } from './guard'
import { type Ownership, ownership } from './ownership'
import type { IsolationContext } from './request'

/**
 * `read`: one snapshot. `write`: the next seed of the root waits for the transaction. `exclusive`: other writers wait
 * too, because the root's own row changes. `restore`: `exclusive` for a deleted root.
 */
export type RootAccess = 'read' | 'write' | 'exclusive' | 'restore'

/**
 * `add`: the group stays while a root is put into it. `exclusive`: the group's own row changes. `restore`: `exclusive`
 * for a deleted group.
 */
export type GroupAccess = 'add' | 'exclusive' | 'restore'

const rootLocks = {
	read: undefined,
	write: 'share',
	exclusive: 'no key update',
	restore: 'no key update',
} as const

const groupLocks = {
	add: sql`for share`,
	exclusive: sql`for no key update`,
	restore: sql`for no key update`,
}

/** Runs `work` in a transaction in which the caller may use the root. Throws what `openRoot` throws. */
export function inRoot<Row, T>(
	adapter: Adapter<string, string, Row>,
	{ ctx, id, access }: { ctx: IsolationContext; id: string; access: RootAccess },
	work: (tx: Tx, row: Row) => Promise<T>,
): Promise<T> {
	return ctx.database.run(access === 'read' ? 'read' : 'write', async (tx) => {
		const request = { id, caller: ctx, lock: rootLocks[access], deleted: access === 'restore' }
		return work(tx, await openRoot(adapter, tx, request))
	})
}

/**
 * Runs `work` in a transaction in which the caller may use the group. `work` also gets the isolation columns for a
 * root that it makes. Locks the group before the root, as a seed does: the two wait for each other and never deadlock.
 * Throws what `openGroup` throws.
 */
export function inGroup<T>(
	adapter: Adapter,
	{ ctx, id, access }: { ctx: IsolationContext; id: string; access: GroupAccess },
	work: (tx: Tx, owner: Ownership) => Promise<T>,
): Promise<T> {
	const { group } = adapter
	if (!group) throw new Error('The adapter names no group')
	return ctx.database.run('write', async (tx) => {
		await tx.execute(sql`select id from ${group.table} where id = ${id} ${groupLocks[access]}`)
		const owner = await ownership(adapter, tx, ctx)
		await openGroup(adapter, tx, { id, caller: ctx, deleted: access === 'restore' })
		return work(tx, owner)
	})
}
