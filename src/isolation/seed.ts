import { setImmediate as nextTurn } from 'node:timers/promises'
import { TRPCError } from '@trpc/server'
import { type SQL, sql } from 'drizzle-orm'
import { type Adapter, admitTests } from './adapter'
import { claimRow } from './claimed-row'
import { type UserRow, userRowOf } from './cleanup'
import { pipelined, queryRows, type Tx, together } from './database'
import { followSeeds } from './follow-seeds'
import type { MadeSeed } from './follow-ups'
import { expiryOf, grantLease } from './granted-leases'
import { findLease, type Lease, refuseStale, requireLiveLease } from './leases'
import { dropLeftovers } from './leftovers'
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
 *
 * The statements are sent together, in this order. What they say about the caller's right is looked at before the
 * commit: a seed that is refused is rolled back.
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
		const admitted = admitTests(adapter, database, tx)
		const place = await placeOf(adapter, tx, { order, leaseId: ctx.leaseId, admitted })
		const [, leaseId, filled] = await together([
			admitted,
			takeRoot(adapter, tx, { ctx, order, place }),
			// After a turn of the event loop the driver has the statements above, and sends the insertions behind them.
			nextTurn().then(() => order.fill(tx)),
		])
		return { groupId: adapter.group ? place.groupId : null, leaseId, filled }
	})
	const seedMs = Math.round((performance.now() - startedAt) * 100) / 100
	const made = { rootId: order.rootId, lease: order.lease, seedMs }
	const follow = (seeds: MadeSeed[]) => followSeeds(adapter, database, seeds)
	if (ctx.followUps) ctx.followUps.add(made, follow)
	else await follow([made])
	return { ...seeded, seedMs }
}

type Order = SeedOrder<unknown>

type Place = {
	/** Of no meaning in an application without groups. */
	groupId: string
	/** The lease that the request carries and that the seed will belong to. */
	carried: Lease | null
}

/** Where the seed goes. Throws STALE_LEASE. */
async function placeOf(
	adapter: Adapter,
	tx: Tx,
	{ order, leaseId, admitted }: { order: Order; leaseId: string | null; admitted: Promise<void> },
): Promise<Place> {
	const { rootId, groupId, reset, lease } = order
	const carriedId = lease ? null : leaseId
	if (carriedId === null && (reset || groupId)) return { groupId: groupId ?? rootId, carried: null }
	await admitted
	const carried = carriedId === null ? null : await findLease(tx, carriedId)
	// The claim locks the lease's own root. An earlier lock of it would have to become a stronger one: a deadlock.
	if (carriedId !== null && carried?.rootId !== rootId)
		await requireLiveLease(adapter, tx, { leaseId: carriedId, lock: true })
	return { groupId: groupId ?? (await groupOf(adapter, tx, order)), carried }
}

/** The id of the group of a seed that names none. One that adds rows to a root keeps the root's. */
async function groupOf(
	{ root, group }: Adapter,
	tx: Tx,
	{ rootId, reset }: Order,
): Promise<string> {
	if (!group || reset) return rootId
	const column = root.table[group.key as never]
	const [kept] = await queryRows<{ id: string }>(
		tx,
		sql`select ${column} as id from ${root.table} where id = ${rootId} and seeded`,
	)
	return kept?.id ?? rootId
}

/**
 * Locks the group and the root, deletes the children of the root, gives it its lease, and deletes what its older leases
 * left. Returns the id of the lease, or null. Throws where the caller may not seed this root.
 */
async function takeRoot(
	adapter: Adapter,
	tx: Tx,
	{ ctx, order, place }: { ctx: SeedContext; order: Order; place: Place },
): Promise<string | null> {
	const { root, group } = adapter
	const { env, leaseId, clientHasLeft } = ctx
	const { rootId, reset, lease } = order
	const { groupId, carried } = place
	const claim = { ...order, groupId, carried: carried?.id ?? null }
	const rows = await pipelined<Rows>(tx, {
		group: claimGroup(adapter, claim),
		root: claimRoot(adapter, claim),
		objections: objections(adapter, claim),
		deleted: reset ? deleteChildren(adapter, rootId) : undefined,
		lease: grantLease(adapter, claim),
	})
	const refuse = (noun: string, id: string, reason: string) => refuseClaim(`${noun}_id`, id, reason)
	if (group && rows.group.length === 0)
		refuse(group.noun, claim.groupId, `is a ${group.noun} of a user or of another seed.`)
	const [claimed] = rows.root
	if (!claimed) return refuse(root.noun, rootId, `is a ${root.noun} that a user made.`)
	if (carried?.rootId === rootId)
		await refuseStale(root.noun, tx, { lease: carried, current: claimed.lease_id })
	await refuseIfLeft(clientHasLeft)
	const caller = { leaseId, env }
	const { owner, userRow } = rows.objections[0] ?? {}
	await refuseOthers(root.noun, tx, { caller, rootId, worker: lease, doing: 'seed', owner })
	if (userRow)
		refuse(root.noun, rootId, `holds a ${userRow.noun} that a user added (${userRow.id}).`)
	const [granted] = rows.lease
	if (granted?.left) await dropLeftovers(adapter, tx, { rootId, groupId })
	return granted?.lease_id ?? null
}

type Rows = {
	group: { id: string }
	root: { lease_id: string | null }
	objections: { owner: Lease | null; userRow: UserRow | null }
	lease: { lease_id: string | null; left: boolean }
}

/** A query for what speaks against a seed of the root: the worker that has it, and a row of a user that it would delete. */
function objections(adapter: Adapter, { rootId, reset }: Claim): SQL {
	const nothing = sql`select null::uuid as id where false`
	return sql`select to_jsonb(owner) as owner, to_jsonb(user_row) as "userRow" from (select) one
		left join (${ownerOf(adapter, rootId)}) owner on true
		left join (${(reset && userRowOf(adapter, rootId)) || nothing}) user_row on true`
}

/** Throws CONFLICT for an id that belongs to a user or to another seed. */
export function refuseClaim(field: string, id: string, reason: string): never {
	throw new TRPCError({
		code: 'CONFLICT',
		message: `${field}: ${id} ${reason} Nothing was changed. Use another id, or leave ${field} out.`,
	})
}

type Claim = Pick<Order, 'rootId' | 'reset' | 'lease'> & {
	groupId: string
	/** The id of the lease that the request carries. */
	carried: string | null
}

/** A statement that makes or locks the group's row. Returns no row where the group is not the root's. */
function claimGroup(
	{ group }: Adapter,
	{ rootId, groupId, reset, carried }: Claim,
): SQL | undefined {
	if (!group) return undefined
	const { table } = group
	const own = group.seedRow(groupId)
	return claimRow(table, {
		make: { ...own, id: groupId, seedRootId: rootId, leaseId: carried },
		change: { ...(reset && own), leaseId: carried, ...restored(table) },
		where: sql`${table.seedRootId} = ${rootId}`,
		returning: table.id,
	})
}

/** A statement that makes or locks the root's row. Returns no row where the root is a user's. */
function claimRoot(
	{ root, group }: Adapter,
	{ rootId, groupId, reset, lease, carried }: Claim,
): SQL {
	const { table } = root
	const own = root.seedRow(rootId)
	const expiresAt =
		carried !== null ? sql`(select expires_at from leases where id = ${carried})` : expiryOf(lease)
	const place = { ...(group && { [group.key]: groupId }), expiresAt }
	return claimRow(table, {
		make: { ...own, ...place, id: rootId, seeded: true },
		change: { ...(reset && own), ...place, ...restored(table) },
		where: sql`${table.seeded}`,
		returning: table.leaseId,
	})
}

const restored = (table: object) => ('deletedAt' in table ? { deletedAt: null } : {})

/** A statement that deletes the children of a seeded root. A user's root keeps its own. */
function deleteChildren({ root, children }: Adapter, rootId: string): SQL {
	const deletions = Object.values(children).map(
		(column, index) => sql`${sql.identifier(`deletion_${index}`)} as (delete from ${column.table}
			where ${sql.identifier(column.name)} = (select id from seeded))`,
	)
	return sql`with seeded as (select id from ${root.table} where id = ${rootId} and seeded),
		${sql.join(deletions, sql`, `)} select`
}
