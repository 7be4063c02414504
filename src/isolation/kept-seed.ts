import { sql } from 'drizzle-orm'
import { type Adapter, runForTests } from './adapter'
import { queryRows, type Tx } from './database'
import { expiryOf } from './granted-leases'
import type { LeaseRequest } from './protocol'
import { refuseIfLeft } from './request'
import { requireOwner } from './root-owner'
import type { SeedContext } from './seed'

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
 * the root has ended, or where it has none. Throws ISOLATION_VIOLATION where another worker has the root.
 */
export function keepSeed<Told>(
	adapter: Adapter,
	{ database, env, leaseId, clientHasLeft }: SeedContext,
	{ rootId, lease: worker, read }: Keeping<Told>,
): Promise<{ leaseId: string; told: Told } | null> {
	const { table } = adapter.root
	return runForTests(adapter, { database, work: 'seed' }, async (tx) => {
		// A seed of the root waits from here on, so that the lease stays current.
		const [root] = await queryRows<{ lease_id: string | null }>(
			tx,
			sql`select lease_id from ${table} where id = ${rootId} for no key update`,
		)
		const current = root?.lease_id ?? null
		await refuseIfLeft(clientHasLeft)
		await requireOwner(adapter, tx, { caller: { env, leaseId }, rootId, worker, doing: 'keep' })
		const expiresAt = expiryOf(worker)
		// A clock may stand still between the last violation of the test before and this call.
		const takenAt = sql`greatest(now(), (select max(created_at) + interval '1 microsecond' from violations where lease_id = ${current}))`
		const [kept] = await queryRows<{ id: string }>(
			tx,
			sql`update leases set expires_at = ${expiresAt}, taken_at = ${takenAt}, label = ${worker.label ?? null}
				where id = ${current} and expires_at > now()
					and run = ${worker.run} and shard = ${worker.shard} and worker = ${worker.worker} returning id`,
		)
		if (!kept) return null
		// Other requests lock further roots of the lease before this one: to wait for them would be a deadlock.
		const free = sql`select id from ${table} where lease_id = ${kept.id} for no key update skip locked`
		await tx.execute(sql`update ${table} set expires_at = ${expiresAt} where id in (${free})`)
		return { leaseId: kept.id, told: await read(tx) }
	})
}
