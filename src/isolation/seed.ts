import { TRPCError } from '@trpc/server'
import { sql } from 'drizzle-orm'
import { type Adapter, runForTests } from './adapter'
import { findUserRow, sweepExpired } from './cleanup'
import { queryRows, type Tx } from './database'
import { defaultTtlMinutes, dropLeftovers, grantLease } from './granted-leases'
import { findLease, requireLiveLease } from './leases'
import type { LeaseRequest } from './protocol'
import { type IsolationContext, refuseIfLeft } from './request'
import { requireOwner } from './root-owner'

export type SeedOrder<Filled> = {
	rootId: string
	/** The group to seed into; by default the group that the root has, else a group with the id of the root. */
	groupId?: string
	/** Whether the seed first deletes the children that the root has. */
	reset: boolean
	/** The worker that gets a lease; left out: the seed belongs to the lease that the request carries, or to nobody. */
	lease?: LeaseRequest
	/** Inserts the children, in the transaction of the seed. */
	fill(tx: Tx): Promise<Filled>
}

type Seeded<Filled> = {
	groupId: string | null
	leaseId: string | null
	/** Milliseconds in the database, from the first statement to the commit. */
	seedMs: number
	filled: Filled
}

/** The parts of a request's context that a seed needs. */
export type SeedContext = Pick<IsolationContext, 'database' | 'env' | 'leaseId' | 'clientHasLeft'>

/**
 * Makes a seed in one transaction. Each seed locks the group's row, then the root's row, so that seeds of one root run
 * one after the other. A seed locks the root's row and never deletes it: a late writer commits before the seed, or
 * waits and then finds the new lease. Throws CONFLICT where the ids belong to a user or to another seed,
 * ISOLATION_VIOLATION where they belong to another worker, and STALE_LEASE where the seed would belong to a lease that
 * has ended.
 */
export async function seedRoot<Filled>(
	adapter: Adapter,
	{ database, env, leaseId: callersLease, clientHasLeft }: SeedContext,
	order: SeedOrder<Filled>,
): Promise<Seeded<Filled>> {
	const { rootId, reset, lease } = order
	const caller = { leaseId: callersLease, env }
	let startedAt = 0
	const seeded = await runForTests(adapter, { database, work: 'seed' }, async (tx) => {
		startedAt = performance.now()
		const carried = lease ? null : callersLease
		const isOwnRoot = (await findLease(tx, carried))?.rootId === rootId
		// The claim locks the lease's own root. An earlier lock of it would have to become a stronger one: a deadlock.
		if (carried !== null && !isOwnRoot)
			await requireLiveLease(adapter, tx, { leaseId: carried, lock: true })
		const groupId = await claimGroup(adapter, tx, { ...order, carried })
		const current = await claimRoot(adapter, tx, { ...order, carried, groupId })
		if (carried !== null && isOwnRoot) await requireLiveLease(adapter, tx, { leaseId: carried })
		await refuseIfLeft(clientHasLeft)
		await requireOwner(tx, adapter.root.noun, {
			...{ caller, rootId, worker: lease, doing: 'seed', leaseId: current },
		})
		if (reset) await resetRoot(adapter, tx, rootId)
		const filled = await order.fill(tx)
		const leaseId = await grantLease(adapter, tx, { rootId, reset, lease, current, carried })
		await dropLeftovers(adapter, tx, { rootId, groupId, leaseId })
		return { groupId, leaseId, filled }
	})
	const seedMs = Math.round((performance.now() - startedAt) * 100) / 100
	// The seed is committed: an error from here on goes to `onError` and not to the caller.
	const following = runForTests(adapter, { database, work: 'write' }, async (tx) => {
		if (seeded.leaseId)
			await tx.execute(
				sql`update leases set seed_ms = ${seedMs} where id = ${seeded.leaseId} and seed_ms is null`,
			)
		await sweepExpired(adapter, tx)
	})
	await following.catch((error) => adapter.onError?.('sweep of expired seeds', error))
	return { ...seeded, seedMs }
}

/** Throws CONFLICT for an id that belongs to a user or to another seed. */
export function refuseClaim(field: string, id: string, reason: string): never {
	throw new TRPCError({
		code: 'CONFLICT',
		message: `${field}: ${id} ${reason} Nothing was changed. Use another id, or leave ${field} out.`,
	})
}

type Claim = Pick<SeedOrder<unknown>, 'rootId' | 'groupId' | 'reset' | 'lease'> & {
	/** The lease that the request carries and that the seed will belong to. */
	carried: string | null
}

/** Makes or locks the group's row. A seed that adds rows keeps the root's group, unless the order names a group. */
async function claimGroup(
	{ root, group }: Adapter,
	tx: Tx,
	{ rootId, groupId, reset, carried }: Claim,
): Promise<string | null> {
	if (!group) return null
	const { noun, table } = group
	const column = root.table[group.key as never]
	const [kept] =
		reset || groupId
			? []
			: await queryRows<{ id: string }>(
					tx,
					sql`select ${column} as id from ${root.table} where id = ${rootId} and seeded`,
				)
	const id = groupId ?? kept?.id ?? rootId
	const own = group.seedRow(id)
	const [claimed] = await tx
		.insert(table)
		.values({ ...own, id, seedRootId: rootId, leaseId: carried })
		.onConflictDoUpdate({
			target: table.id,
			set: { ...(reset && own), leaseId: carried, ...restored(table) },
			setWhere: sql`${table.seedRootId} = ${rootId}`,
		})
		.returning({ id: table.id })
	if (!claimed) refuseClaim(`${noun}_id`, id, `is a ${noun} of a user or of another seed.`)
	return id
}

/** Makes or locks the root's row. Returns the id of the lease that the root had, or null. */
async function claimRoot(
	{ root, group }: Adapter,
	tx: Tx,
	{ rootId, groupId, reset, lease, carried }: Omit<Claim, 'groupId'> & { groupId: string | null },
): Promise<string | null> {
	const { noun, table } = root
	const own = root.seedRow(rootId)
	const expiresAt =
		carried !== null
			? sql`(select expires_at from leases where id = ${carried})`
			: sql`now() + make_interval(mins => ${lease?.ttl_minutes ?? defaultTtlMinutes}::int)`
	const place = { ...(group && { [group.key]: groupId }), expiresAt }
	const [claimed] = await tx
		.insert(table)
		.values({ ...own, ...place, id: rootId, seeded: true })
		.onConflictDoUpdate({
			target: table.id,
			set: { ...(reset && own), ...place, ...restored(table) },
			setWhere: sql`${table.seeded}`,
		})
		.returning({ leaseId: table.leaseId })
	if (!claimed) refuseClaim(`${noun}_id`, rootId, `is a ${noun} that a user made.`)
	return claimed.leaseId as string | null
}

const restored = (table: object) => ('deletedAt' in table ? { deletedAt: null } : {})

/** Deletes the children of the root. Throws CONFLICT where a user added one of them. */
async function resetRoot(adapter: Adapter, tx: Tx, rootId: string): Promise<void> {
	const row = await findUserRow(adapter, tx, rootId)
	if (row)
		refuseClaim(
			`${adapter.root.noun}_id`,
			rootId,
			`holds a ${row.noun} that a user added (${row.id}).`,
		)
	for (const column of Object.values(adapter.children))
		await tx.execute(
			sql`delete from ${column.table} where ${sql.identifier(column.name)} = ${rootId}`,
		)
}
