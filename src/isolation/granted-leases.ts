import { type SQL, sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import { haveLeft } from './leftovers'
import type { LeaseRequest } from './protocol'

const defaultTtlMinutes = 24 * 60

/** SQL for the end of a lease's time. */
export function expiryOf(lease: Pick<LeaseRequest, 'ttl_minutes'> | undefined): SQL {
	return sql`now() + make_interval(mins => ${lease?.ttl_minutes ?? defaultTtlMinutes}::int)`
}

type Granting = {
	rootId: string
	groupId: string
	/** Whether the seed replaces the data of the lease. One that adds to them leaves the same worker its lease. */
	reset: boolean
	lease?: LeaseRequest
	/** The id of the live lease that the request carries. */
	carried: string | null
}

/**
 * A statement that gives the root its lease: a new lease where one is asked for, else the lease that the request
 * carries, or none. Returns its `lease_id`, and whether older leases have `left` something.
 */
export function grantLease(adapter: Adapter, granting: Granting): SQL {
	const { rootId, reset, lease, carried } = granting
	const { table } = adapter.root
	const answer = (current: SQL) => sql`lease_id, ${haveLeft(adapter, granting, current)} as left`
	if (!lease)
		return sql`update ${table} set lease_id = ${carried} where id = ${rootId} and seeded
			returning ${answer(sql`${carried}::uuid`)}`
	const { run, shard, worker, label } = lease
	const expiresAt = expiryOf(lease)
	const kept = sql`update leases set expires_at = ${expiresAt}
		where ${!reset}::boolean and id = (select lease_id from ${table} where id = ${rootId})
			and run = ${run} and shard = ${shard} and worker = ${worker} returning id`
	return sql`with kept as (${kept}),
		granted as (
			insert into leases (root_id, run, shard, worker, label, expires_at)
			select ${rootId}::uuid, ${run}, ${shard}::bigint, ${worker}::bigint, ${label ?? null}, ${expiresAt}
			where not exists (select from kept) returning id)
		update ${table} set lease_id = current.id from (select id from kept union all select id from granted) current
		where ${table.id} = ${rootId} and seeded returning ${answer(sql`current.id`)}`
}
