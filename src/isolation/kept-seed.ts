import { sql } from 'drizzle-orm'
import { type Adapter, runForTests } from './adapter'
import { queryRows, type Tx } from './database'
import { defaultTtlMinutes } from './granted-leases'
import type { LeaseRequest } from './protocol'
import { type IsolationContext, refuseIfLeft } from './request'

type Keeping<Told> = {
	rootId: string
	/** The worker that has the root, and its next test. */
	lease: LeaseRequest
	/** Reads what the caller is told, in the transaction of the call. */
	read(tx: Tx): Promise<Told>
}

/**
 * Hands a worker's lease on to its next test, with all that the tests before have left: the violations from now on are
 * that test's, and the seeds of the lease expire later. Writes nothing else. Returns null where the worker's lease on
 * the root has ended, or where it has none.
 */
export function keepSeed<Told>(
	adapter: Adapter,
	{ database, clientHasLeft }: Pick<IsolationContext, 'database' | 'clientHasLeft'>,
	{ rootId, lease: { run, shard, worker, label, ttl_minutes }, read }: Keeping<Told>,
): Promise<{ leaseId: string; told: Told } | null> {
	const { table } = adapter.root
	return runForTests(adapter, { database, work: 'seed' }, async (tx) => {
		// A seed of the root waits. The lock comes first, so that the lease is not replaced after it was found.
		await tx.execute(sql`select from ${table} where id = ${rootId} for no key update`)
		const [lease] = await queryRows<{ id: string }>(
			tx,
			sql`select l.id from leases l join ${table} r on r.id = l.root_id and r.lease_id = l.id
				where r.id = ${rootId} and l.run = ${run} and l.shard = ${shard} and l.worker = ${worker}
					and l.expires_at > now()`,
		)
		if (!lease) return null
		await refuseIfLeft(clientHasLeft)
		const ofLease = sql`${table} where lease_id = ${lease.id} order by id for no key update`
		const expiresAt = sql`now() + make_interval(mins => ${ttl_minutes ?? defaultTtlMinutes}::int)`
		await tx.execute(
			sql`update ${table} set expires_at = ${expiresAt} where id in (select id from ${ofLease})`,
		)
		await tx.execute(sql`update leases set expires_at = ${expiresAt}, taken_at = now(), label = ${label ?? null}
			where id = ${lease.id}`)
		return { leaseId: lease.id, told: await read(tx) }
	})
}
