import { type SQL, sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import type { LeaseRequest } from './protocol'

export const defaultTtlMinutes = 24 * 60

/** SQL for the end of a lease's time. */
export function expiryOf(lease: Pick<LeaseRequest, 'ttl_minutes'> | undefined): SQL {
	return sql`now() + make_interval(mins => ${lease?.ttl_minutes ?? defaultTtlMinutes}::int)`
}

type Granting = {
	rootId: string
	/** Whether the seed replaces the data of the lease. One that adds to them leaves the same worker its lease. */
	reset: boolean
	lease?: LeaseRequest
	/** The id of the live lease that the request carries. */
	carried: string | null
}

/**
 * A statement that gives the root its lease and returns the `lease_id`: a new lease where one is asked for, else the
 * lease that the request carries, or none.
 */
export function grantLease({ root }: Adapter, { rootId, reset, lease, carried }: Granting): SQL {
	if (!lease)
		return sql`update ${root.table} set lease_id = ${carried} where id = ${rootId} and seeded returning lease_id`
	const { run, shard, worker, label } = lease
	const expiresAt = expiryOf(lease)
	const kept = sql`update leases set expires_at = ${expiresAt}
		where ${!reset}::boolean and id = (select lease_id from ${root.table} where id = ${rootId})
			and run = ${run} and shard = ${shard} and worker = ${worker} returning id`
	return sql`with kept as (${kept}),
		granted as (
			insert into leases (root_id, run, shard, worker, label, expires_at)
			select ${rootId}::uuid, ${run}, ${shard}::bigint, ${worker}::bigint, ${label ?? null}, ${expiresAt}
			where not exists (select from kept) returning id)
		update ${root.table} set lease_id = current.id from (select id from kept union all select id from granted) current
		where ${root.table.id} = ${rootId} and seeded returning lease_id`
}
