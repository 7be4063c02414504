import { sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import { deleteEmptyGroups, holdsUserRows } from './cleanup'
import { queryRows, type Tx } from './database'
import { IsolationError, type LeaseHolder } from './errors'
import type { LeaseRequest } from './protocol'
import { isUuid } from './worker-ids'

export type Lease = LeaseHolder & { rootId: string }

/** The lease of this id, current or stale; null where no lease has the id. */
export async function findLease(tx: Tx, leaseId: string | null): Promise<Lease | null> {
	if (leaseId === null || !isUuid(leaseId)) return null
	const [lease] = await queryRows<Lease>(
		tx,
		sql`select id, root_id as "rootId", run, shard::float8, worker::float8, label from leases where id = ${leaseId}`,
	)
	return lease ?? null
}

/** `worker 3 of run nightly, shard 2 in “the test's title”`. */
export function workerName(lease: LeaseHolder | null): string {
	if (!lease) return 'nobody (no worker seeded it)'
	const shard = lease.shard > 0 ? `, shard ${lease.shard}` : ''
	const label = lease.label ? ` in “${lease.label}”` : ''
	return `worker ${lease.worker} of run ${lease.run}${shard}${label}`
}

/**
 * The lease of this id, which must be the current lease of its root. With `lock` the lease stays current until the
 * transaction ends. Throws STALE_LEASE, an `IsolationError` with HTTP status 409.
 */
export async function requireLiveLease(
	{ root }: Adapter,
	tx: Tx,
	{ leaseId, lock = false }: { leaseId: string; lock?: boolean },
): Promise<Lease> {
	const lease = await findLease(tx, leaseId)
	if (lease) {
		const leaseOfRoot = sql`select lease_id from ${root.table} where id = ${lease.rootId}`
		const [row] = await queryRows<{ lease_id: string | null }>(
			tx,
			lock ? sql`${leaseOfRoot} for share` : leaseOfRoot,
		)
		if (row?.lease_id === lease.id) return lease
	}
	throw new IsolationError(
		'STALE_LEASE',
		lease
			? `The lease of ${workerName(lease)} has been replaced by a newer seed. A request outlived its test: await it before the test ends.`
			: `The lease ${leaseId} does not exist: it was never given, or cleaned. Seed again and send the lease_id of the answer.`,
		lease,
	)
}

export const defaultTtlMinutes = 24 * 60

type Granting = {
	rootId: string
	reset: boolean
	lease: LeaseRequest | undefined
	/** The id of the lease that the root had before this seed. */
	current: string | null
}

/**
 * Gives the root a new lease. With `reset: false` the same worker keeps its lease. Returns null where the seed asks
 * for no lease.
 */
export async function grantLease(
	{ root }: Adapter,
	tx: Tx,
	{ rootId, reset, lease, current }: Granting,
): Promise<string | null> {
	if (!lease) {
		if (current)
			await tx.execute(sql`update ${root.table} set lease_id = null where id = ${rootId}`)
		return null
	}
	const expiresAt = sql`now() + make_interval(mins => ${lease.ttl_minutes ?? defaultTtlMinutes}::int)`
	if (!reset && current) {
		const [kept] = await queryRows<{ id: string }>(
			tx,
			sql`update leases set expires_at = ${expiresAt} where id = ${current}
				and run = ${lease.run} and shard = ${lease.shard} and worker = ${lease.worker} returning id`,
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
			expired as (delete from leases where root_id = ${rootId} and expires_at < now())
			${groupsLeft}`,
	)
	const ids = left.map(({ id }) => id)
	await deleteEmptyGroups(adapter, tx, ids)
}
