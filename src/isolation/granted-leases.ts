import { type SQL, sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
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
