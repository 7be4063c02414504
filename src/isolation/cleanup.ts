import { TRPCError } from '@trpc/server'
import { type AnyColumn, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { type Adapter, runForTests } from './adapter'
import { pipelined, queryRows, type Tx } from './database'
import type { IsolationContext } from './request'
import { refuseTests, requireOwner } from './root-owner'

type Selection = {
	rootId?: string
	run?: string
	shard?: number
}

/**
 * Deletes one seed, or the seeds of a run, with the rows that their leases made. Returns the number of deleted roots.
 * Throws CONFLICT where `rootId` names a root that a user made or added to, and ISOLATION_VIOLATION where the root or
 * the run is another worker's.
 */
export function cleanUp(
	adapter: Adapter,
	{ database, env, leaseId }: Pick<IsolationContext, 'database' | 'env' | 'leaseId'>,
	{ rootId, run, shard }: Selection,
): Promise<number> {
	const { noun, table } = adapter.root
	const caller = { env, leaseId }
	const ofRun = sql`run = ${run ?? ''} and (${shard === undefined}::boolean or shard = ${shard ?? 0})`
	const ofLeases = rootId ? sql`root_id = ${rootId}` : ofRun
	const selected = sql`select id from ${table} where (id = ${rootId ?? null}::uuid
		or seeded and lease_id in (select id from leases where ${ofLeases}) and not ${holdsUserRows(adapter)})`
	return runForTests(adapter, { database, work: 'seed' }, async (tx) => {
		// A seed locks in the same order: groups first, then roots.
		const groups = groupsOf(adapter, selected)
		if (groups) await idsOf(tx, sql`${groups} order by id for no key update`)
		const lock = sql`${selected} order by id for update`
		await idsOf(tx, lock)
		// During the wait for the locks runs may have seeded, and users may have added rows: the roots are selected again.
		const roots = await idsOf(tx, lock)
		if (rootId) {
			await refuseUserRoot(adapter, tx, rootId)
			await requireOwner(adapter, tx, { caller, rootId, doing: 'clean up' })
		} else {
			await refuseTests(tx, noun, { caller, run: run ?? '' })
			await tx.execute(sql`delete from violations where ${ofRun}`)
			await tx.execute(sql`delete from seed_times where ${ofRun}`)
			await tx.execute(sql`delete from leases where ${ofRun} and root_id is null`)
		}
		await deleteSeeds(adapter, tx, { roots, ended: 'cleaned' })
		return roots.length
	})
}

/**
 * Deletes at most four expired seeds for each of `seeds` new ones, the oldest by the database's clock, and at most a hundred each of the leases of
 * deleted roots that have expired, and of the violations and seed times older than a day. The sweep waits for no lock:
 * rows that another transaction holds are left for the next sweep.
 */
export async function sweepExpired(adapter: Adapter, tx: Tx, seeds = 1): Promise<void> {
	const { table } = adapter.root
	const [found] = await queryRows<{ expired: boolean; ended: boolean; told: boolean }>(
		tx,
		sql`select exists (select from ${table} where expires_at < now()) as expired,
			exists (select from leases where root_id is null and expires_at < now()) as ended,
			exists (select from violations where ${isOld}) or exists (select from seed_times where ${isOld}) as told`,
	)
	if (found?.ended)
		await tx.execute(sql`delete from leases where id in (select id from leases
			where root_id is null and expires_at < now() limit 100 for update skip locked)`)
	if (found?.told)
		for (const table of [sql`violations`, sql`seed_times`])
			await tx.execute(sql`delete from ${table} where id in (select id from ${table}
				where ${isOld} limit 100 for update skip locked)`)
	if (!found?.expired) return
	const expired = sql`select id from ${table} where expires_at < now() and not ${holdsUserRows(adapter)}
		order by expires_at limit ${4 * seeds}::int for update skip locked`
	await deleteSeeds(adapter, tx, { roots: await idsOf(tx, expired), ended: 'expired' })
}

const isOld = sql`created_at < now() - interval '24 hours'`

/** The child tables to which users may add rows of their own: those with `childColumns`. */
function tablesOfUserRows({ children }: Adapter) {
	return Object.entries(children).flatMap(([noun, column]) =>
		'seeded' in getTableColumns(column.table as never) ? [{ noun, column }] : [],
	)
}

/** The SQL condition that a user has added a row to the root, for a statement that selects from the root table. */
export function holdsUserRows(adapter: Adapter): SQL {
	const conditions = tablesOfUserRows(adapter).map(
		({ column }) =>
			sql`exists (select from ${column.table} c where ${inChild(column)} = ${adapter.root.table}.id and not c.seeded)`,
	)
	return conditions.length > 0 ? sql`(${sql.join(conditions, sql` or `)})` : sql`false`
}

const inChild = (column: AnyColumn) => sql`c.${sql.identifier(column.name)}`

export type UserRow = { noun: string; id: string }

/** A query for a child of the root that a user added; undefined where users can add none. */
export function userRowOf(adapter: Adapter, rootId: string): SQL | undefined {
	const queries = tablesOfUserRows(adapter).map(
		({ noun, column }) =>
			sql`select ${noun}::text as noun, id from ${column.table} c where ${inChild(column)} = ${rootId} and not c.seeded`,
	)
	return queries.length > 0 ? sql`${sql.join(queries, sql` union all `)} limit 1` : undefined
}

async function idsOf(tx: Tx, query: SQL): Promise<string[]> {
	return (await queryRows<{ id: string }>(tx, query)).map(({ id }) => id)
}

/** A query for the groups that seeds or leases of the roots made; undefined where the application has no groups. */
function groupsOf({ group }: Adapter, rootIds: SQL): SQL | undefined {
	return (
		group &&
		sql`select id from ${group.table} where (${group.table.seedRootId} in (${rootIds})
			or lease_id in (select id from leases where root_id in (${rootIds})))`
	)
}

type Deletion = { roots: string[]; ended: 'cleaned' | 'expired' }

/**
 * Deletes roots whose rows are locked, and the groups that their seeds and leases made. Their current leases are kept
 * for a day, so that late requests learn why.
 */
async function deleteSeeds(adapter: Adapter, tx: Tx, { roots, ended }: Deletion): Promise<void> {
	if (roots.length === 0) return
	const { table } = adapter.root
	await tx.execute(sql`update leases set ended = ${ended}, expires_at = now() + interval '24 hours'
		where id in (select lease_id from ${table} where id in ${roots}) and root_id in ${roots}`)
	const olderLeases = sql`delete from leases where root_id in ${roots} and ended is null`
	const groups = groupsOf(adapter, sql`select id from ${table} where id in ${roots}`)
	const lockedGroups = groups ? await idsOf(tx, sql`${groups} for update skip locked`) : []
	await tx.execute(olderLeases)
	await tx.execute(sql`delete from ${table} where id in ${roots}`)
	await deleteEmptyGroups(adapter, tx, lockedGroups)
}

/**
 * Deletes the groups that hold no root. Lock the groups in an earlier statement, so that nobody can put a root in. Use
 * `for update skip locked`: a seed or a user wants a group that is locked already, and the group stays.
 */
export async function deleteEmptyGroups(
	{ root, group }: Adapter,
	tx: Tx,
	lockedIds: string[],
): Promise<void> {
	if (!group || lockedIds.length === 0) return
	const column = getTableColumns(root.table)[group.key]
	await tx.execute(sql`delete from ${group.table} where id in ${lockedIds}
		and not exists (select from ${root.table} where ${column} = ${group.table}.id)`)
}

/** Throws CONFLICT where a user made the root or added to it. */
async function refuseUserRoot(adapter: Adapter, tx: Tx, rootId: string): Promise<void> {
	const { noun, table } = adapter.root
	const {
		found: [root],
		added: [row],
	} = await pipelined<{ found: { seeded: boolean }; added: UserRow }>(tx, {
		found: sql`select seeded from ${table} where id = ${rootId}`,
		added: userRowOf(adapter, rootId),
	})
	if (!root || (root.seeded && !row)) return
	throw new TRPCError({
		code: 'CONFLICT',
		message: `${noun}_id: ${rootId} ${root.seeded ? `holds a ${row?.noun} that a user added` : `is a ${noun} that a user made`}. Nothing was deleted.`,
	})
}
