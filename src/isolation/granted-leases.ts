import { sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import { deleteEmptyGroups, holdsUserRows } from './cleanup'
import { queryRows, type Tx } from './database'
import type { LeaseRequest } from './protocol'

export const defaultTtlMinutes = 24 * 60

type Granting = {
	rootId: string
	reset: boolean
	lease: LeaseRequest | undefined
	/** The id of the lease that the root had before this seed. */
	current: string | null
	/** The id of the live lease that the request carries. */
	carried: string | null
}

/**
 * Gives the root a new lease. With `reset: false` the same worker keeps its lease. A seed that asks for no lease belongs
 * to the lease that its request carries; without one it returns null.
 */
export async function grantLease(
	{ root }: Adapter,
	tx: Tx,
	{ rootId, reset, lease, current, carried }: Granting,
): Promise<string | null> {
	if (!lease) {
		if (current !== carried)
			await tx.execute(sql`update ${root.table} set lease_id = ${carried} where id = ${rootId}`)
		return carried
	}
	const expiresAt = sql`now() + make_interval(mins => ${lease.ttl_minutes ?? defaultTtlMinutes}::int)`
	if (!reset && current) {
		const [kept] = await queryRows<{ id: string }>(
			tx,
			sql`update leases set expires_at = ${expiresAt}
				where id = ${current} and run = ${lease.run} and shard = ${lease.shard} and worker = ${lease.worker} returning id`,
		)
		if (kept) return kept.id
	}
	const [granted] = await queryRows<{ lease_id: string }>(
		tx,
		sql`with granted as (
				insert into leases (root_id, run, shard, worker, label, expires_at)
				values (${rootId}, ${lease.run}, ${lease.shard}, ${lease.worker}, ${lease.label ?? null}, ${expiresAt})
				returning id)
			update ${root.table} set lease_id = granted.id from granted where ${root.table.id} = ${rootId} returning lease_id`,
	)
	return granted?.lease_id ?? null
}

type Seeded = { rootId: string; groupId: string | null; leaseId: string | null }

/**
 * Deletes the roots and groups that older leases of the root made, the group that the root was in before, and the
 * root's expired leases.
 */
export async function dropLeftovers(
	adapter: Adapter,
	tx: Tx,
	{ rootId, groupId, leaseId }: Seeded,
): Promise<void> {
	const { root, group } = adapter
	const table = root.table
	const groupsLeft = group
		? sql`select id from ${group.table} where id is distinct from ${groupId}::uuid
				and (lease_id in (select id from older) or ${group.table.seedRootId} = ${rootId})
			for update skip locked`
		: sql`select id from older where false`
	const left = await queryRows<{ id: string }>(
		tx,
		sql`with older as (select id from leases where root_id = ${rootId} and id is distinct from ${leaseId}::uuid),
			made as (delete from ${table} where lease_id in (select id from older) and id <> ${rootId}
				and not ${holdsUserRows(adapter)}),
			expired as (delete from leases where root_id = ${rootId} and expires_at < now()
				and id is distinct from ${leaseId}::uuid)
			${groupsLeft}`,
	)
	const ids = left.map(({ id }) => id)
	await deleteEmptyGroups(adapter, tx, ids)
}
