import { setImmediate as nextTurn } from 'node:timers/promises'
import { TRPCError } from '@trpc/server'
import { type SQL, sql } from 'drizzle-orm'
import { type Adapter, admitTests } from './adapter'
import { type UserRow, userRowOf } from './cleanup'
import { pipelined, queryRows, type Tx, together } from './database'
import { followSeeds } from './follow-up'
import { expiryOf, grantLease, keepLease } from './granted-leases'
import { findLease, type Lease, requireLiveLease } from './leases'
import { askForLeftovers, dropLeftovers } from './leftovers'
import type { LeaseRequest } from './protocol'
import { type IsolationContext, refuseIfLeft } from './request'
import { ownerOf, refuseOthers } from './root-owner'

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
export type SeedContext = Pick<
	IsolationContext,
	'database' | 'env' | 'leaseId' | 'clientHasLeft' | 'followUps'
>

/**
 * Makes a seed in one transaction. Each seed locks the group's row, then the root's row, so that seeds of one root run
 * one after the other. A seed locks the root's row and never deletes it: a late writer commits before the seed, or
 * waits and then finds the new lease. Throws CONFLICT where the ids belong to a user or to another seed,
 * ISOLATION_VIOLATION where they belong to another worker, and STALE_LEASE where the seed would belong to a lease that
 * has ended.
 */
export async function seedRoot<Filled>(
	adapter: Adapter,
	ctx: SeedContext,
	order: SeedOrder<Filled>,
): Promise<Seeded<Filled>> {
	const { database } = ctx
	let startedAt = 0
	const seeded = await database.run('seed', async (tx) => {
		startedAt = performance.now()
		const [, claimed] = await together([
			admitTests(adapter, database, tx),
			claim(adapter, tx, { ctx, order }),
		])
		// Before this line nothing is deleted and no lease given: the root may be somebody else's.
		const [leaseId, filled] = await together([
			takeOver(adapter, tx, { order, ...claimed }),
			// After a turn of the event loop the driver has the deletions, and sends the insertions behind them.
			nextTurn().then(() => order.fill(tx)),
			refuseIfLeft(ctx.clientHasLeft),
		])
		return { groupId: claimed.groupId, leaseId, filled }
	})
	const seedMs = Math.round((performance.now() - startedAt) * 100) / 100
	const made = { rootId: order.rootId, lease: order.lease, seedMs }
	if (ctx.followUps) ctx.followUps.add(made)
	else await followSeeds(adapter, database, [made])
	return { ...seeded, seedMs }
}

type Order = SeedOrder<unknown>

type Claimed = {
	groupId: string | null
	/** The id of the lease that the root had before this seed. */
	current: string | null
	/** The id of the live lease that the request carries and that the seed will belong to. */
	carried: string | null
}

/** Makes or locks the group's row, then the root's row. Throws where the caller may not seed this root. */
async function claim(
	adapter: Adapter,
	tx: Tx,
	{ ctx: { env, leaseId }, order }: { ctx: SeedContext; order: Order },
): Promise<Claimed> {
	const { root, group } = adapter
	const { rootId, reset, lease } = order
	const carried = lease ? null : leaseId
	const isOwnRoot = (await findLease(tx, carried))?.rootId === rootId
	// The claim locks the lease's own root. An earlier lock of it would have to become a stronger one: a deadlock.
	if (carried !== null && !isOwnRoot)
		await requireLiveLease(adapter, tx, { leaseId: carried, lock: true })
	const groupId = await groupOf(adapter, tx, order)
	const rows = await pipelined<Rows>(tx, {
		group: claimGroup(adapter, tx, { ...order, groupId, carried }),
		root: claimRoot(adapter, tx, { ...order, groupId, carried }),
		owner: env.e2eMode ? ownerOf(adapter, rootId) : undefined,
		userRow: reset ? userRowOf(adapter, rootId) : undefined,
	})
	const [claimed, owner, userRow] = [rows.root[0], rows.owner[0], rows.userRow[0]]
	if (group && !rows.group[0])
		refuseClaim(
			`${group.noun}_id`,
			groupId ?? '',
			`is a ${group.noun} of a user or of another seed.`,
		)
	const refuseRoot = (reason: string) => refuseClaim(`${root.noun}_id`, rootId, reason)
	if (!claimed) return refuseRoot(`is a ${root.noun} that a user made.`)
	if (carried !== null && isOwnRoot) await requireLiveLease(adapter, tx, { leaseId: carried })
	const caller = { leaseId, env }
	await refuseOthers(root.noun, tx, { caller, rootId, worker: lease, doing: 'seed', owner })
	if (userRow) return refuseRoot(`holds a ${userRow.noun} that a user added (${userRow.id}).`)
	return { groupId, current: claimed.lease_id, carried }
}

type Rows = {
	group: { id: string }
	root: { lease_id: string | null }
	owner: Lease
	userRow: UserRow
}

/** Throws CONFLICT for an id that belongs to a user or to another seed. */
export function refuseClaim(field: string, id: string, reason: string): never {
	throw new TRPCError({
		code: 'CONFLICT',
		message: `${field}: ${id} ${reason} Nothing was changed. Use another id, or leave ${field} out.`,
	})
}

/** The id of the group to seed into. A seed that adds rows keeps the root's group, unless the order names a group. */
async function groupOf(
	{ root, group }: Adapter,
	tx: Tx,
	{ rootId, groupId, reset }: Order,
): Promise<string | null> {
	if (!group) return null
	if (groupId !== undefined || reset) return groupId ?? rootId
	const column = root.table[group.key as never]
	const [kept] = await queryRows<{ id: string }>(
		tx,
		sql`select ${column} as id from ${root.table} where id = ${rootId} and seeded`,
	)
	return kept?.id ?? rootId
}

type Claim = Pick<Order, 'rootId' | 'reset' | 'lease'> & Omit<Claimed, 'current'>

/** A statement that makes or locks the group's row. Returns no row where the group is not the root's. */
function claimGroup(
	{ group }: Adapter,
	tx: Tx,
	{ rootId, groupId, reset, carried }: Claim,
): SQL | undefined {
	if (!group || groupId === null) return undefined
	const { table } = group
	const own = group.seedRow(groupId)
	return tx
		.insert(table)
		.values({ ...own, id: groupId, seedRootId: rootId, leaseId: carried })
		.onConflictDoUpdate({
			target: table.id,
			set: { ...(reset && own), leaseId: carried, ...restored(table) },
			setWhere: sql`${table.seedRootId} = ${rootId}`,
		})
		.returning({ id: table.id })
		.getSQL()
}

/** A statement that makes or locks the root's row. Returns no row where the root is a user's. */
function claimRoot(
	{ root, group }: Adapter,
	tx: Tx,
	{ rootId, groupId, reset, lease, carried }: Claim,
): SQL {
	const { table } = root
	const own = root.seedRow(rootId)
	const expiresAt =
		carried !== null ? sql`(select expires_at from leases where id = ${carried})` : expiryOf(lease)
	const place = { ...(group && { [group.key]: groupId }), expiresAt }
	return tx
		.insert(table)
		.values({ ...own, ...place, id: rootId, seeded: true })
		.onConflictDoUpdate({
			target: table.id,
			set: { ...(reset && own), ...place, ...restored(table) },
			setWhere: sql`${table.seeded}`,
		})
		.returning({ leaseId: table.leaseId })
		.getSQL()
}

const restored = (table: object) => ('deletedAt' in table ? { deletedAt: null } : {})

/**
 * Deletes the children of the root, gives it its lease, and deletes what its older leases left. Returns the id of the
 * lease, or null.
 */
async function takeOver(
	adapter: Adapter,
	tx: Tx,
	{ order: { rootId, reset, lease }, groupId, current, carried }: Claimed & { order: Order },
): Promise<string | null> {
	const kept = !reset && lease && current ? await keepLease(tx, current, lease) : null
	const deletions = Object.entries(reset ? adapter.children : {}).map(([noun, column]) => [
		`deleted ${noun}`,
		sql`delete from ${column.table} where ${sql.identifier(column.name)} = ${rootId}`,
	])
	const { granted, asked } = await pipelined<{
		granted: { lease_id: string }
		asked: { left: boolean }
	}>(tx, {
		...Object.fromEntries(deletions),
		granted: kept ? undefined : grantLease(adapter, { rootId, lease, current, carried }),
		asked: askForLeftovers(adapter, { rootId, groupId }),
	})
	if (asked[0]?.left) await dropLeftovers(adapter, tx, { rootId, groupId })
	return kept ?? granted[0]?.lease_id ?? carried
}
