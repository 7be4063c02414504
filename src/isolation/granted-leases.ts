import { type SQL, sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import { holdsUserRows } from './cleanup'
import { queryRows, type Tx } from './database'
import type { LeaseRequest } from './protocol'

export const defaultTtlMinutes = 24 * 60

/** SQL for the end of a lease's time. */
export function expiryOf(lease: Pick<LeaseRequest, 'ttl_minutes'> | undefined): SQL {
	return sql`now() + make_interval(mins => ${lease?.ttl_minutes ?? defaultTtlMinutes}::int)`
}

/** Keeps the root's lease where `lease` names its worker, and returns its id; null where another worker has it. */
export async function keepLease(
	tx: Tx,
	current: string,
	lease: LeaseRequest,
): Promise<string | null> {
	const [kept] = await queryRows<{ id: string }>(
		tx,
		sql`update leases set expires_at = ${expiryOf(lease)}
			where id = ${current} and run = ${lease.run} and shard = ${lease.shard} and worker = ${lease.worker} returning id`,
	)
	return kept?.id ?? null
}

type Granting = {
	rootId: string
	lease: LeaseRequest | undefined
	/** The id of the lease that the root has. */
	current: string | null
	/** The id of the live lease that the request carries. */
	carried: string | null
}

/**
 * A statement that gives the root a new lease and returns its `lease_id`; where none is asked for, the lease that the
 * request carries. Undefined where the root has that already.
 */
export function grantLease(
	{ root }: Adapter,
	{ rootId, lease, current, carried }: Granting,
): SQL | undefined {
	if (lease)
		return sql`with granted as (
				insert into leases (root_id, run, shard, worker, label, expires_at)
				values (${rootId}, ${lease.run}, ${lease.shard}, ${lease.worker}, ${lease.label ?? null}, ${expiryOf(lease)})
				returning id)
			update ${root.table} set lease_id = granted.id from granted where ${root.table.id} = ${rootId} returning lease_id`
	if (current === carried) return undefined
	return sql`update ${root.table} set lease_id = ${carried} where id = ${rootId} returning lease_id`
}

/** A root keeps this many of its stale leases, so that requests of earlier tests learn what became of theirs. */
const staleLeases = 20

/**
 * A statement that deletes the roots that older leases of the root made, and its leases that have expired or are too
 * many. Returns the groups that older leases made or that the root was in before, locked, for `deleteEmptyGroups`.
 */
export function dropLeftovers(
	adapter: Adapter,
	{ rootId, groupId }: { rootId: string; groupId: string | null },
): SQL {
	const { root, group } = adapter
	const made = (table: SQL | Adapter['root']['table']) =>
		sql`select m.id from ${table} m join older on m.lease_id = older.id`
	const groupsLeft = group
		? sql`select id from ${group.table} where id is distinct from ${groupId}::uuid
				and id in (${made(group.table as never)} union select id from ${group.table} where ${group.table.seedRootId} = ${rootId})
			for update skip locked`
		: sql`select id from older where false`
	return sql`with older as (select id, created_at, expires_at from leases where root_id = ${rootId}
			and id is distinct from (select lease_id from ${root.table} where id = ${rootId})),
		made as (delete from ${root.table} where id in (${made(root.table)}) and id <> ${rootId} and not ${holdsUserRows(adapter)}),
		forgotten as (delete from leases where id in (select id from older where expires_at < now()
			union (select id from older order by created_at desc offset ${staleLeases}::int)))
		${groupsLeft}`
}
