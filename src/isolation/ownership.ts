import { type SQL, sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import type { Tx } from './database'
import type { Caller } from './guard'
import { requireLiveLease } from './leases'

/**
 * The columns of isolation for a root or group that the caller makes: the row of a leased caller belongs to its lease
 * and ends with the lease. Keeps the lease current until the transaction ends. Throws STALE_LEASE.
 */
export async function ownership(adapter: Adapter, tx: Tx, { leaseId }: Caller) {
	if (leaseId === null) return { leaseId: null, seeded: false, expiresAt: null }
	const lease = await requireLiveLease(adapter, tx, { leaseId, lock: true })
	const expiresAt = sql<Date>`(select expires_at from leases where id = ${lease.id})`
	return { leaseId: lease.id, seeded: true, expiresAt }
}

/**
 * The column of isolation for a child that the caller adds to a table with `childColumns`. A leased caller's child is
 * no user's: the next seed deletes it.
 */
export function childOwnership({ leaseId }: Pick<Caller, 'leaseId'>) {
	return { seeded: leaseId !== null }
}

export type Ownership = Awaited<ReturnType<typeof ownership>>

/**
 * The condition for the rows that the caller may see: the rows of its lease, or, without a lease, the rows that no
 * lease owns. Undefined: all rows, because the test helpers are off.
 */
export function visibleTo(caller: Caller, ownerLeaseId: SQL): SQL | undefined {
	if (!caller.env.seeding.enabled) return undefined
	return caller.leaseId === null
		? sql`${ownerLeaseId} is null`
		: sql`${ownerLeaseId} = ${caller.leaseId}::uuid`
}

/** The SQL expression for the lease that owns a group, for `visibleTo`. Throws where the adapter names no group. */
export function leaseOfGroup({ root, group }: Adapter): SQL {
	if (!group) throw new Error('The adapter names no group')
	const { table } = group
	return sql`coalesce(${table.leaseId}, (select r.lease_id from ${root.table} r where r.id = ${table.seedRootId}))`
}
