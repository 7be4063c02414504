import { type SQL, sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import { deleteEmptyGroups, holdsUserRows } from './cleanup'
import { queryRows, type Tx } from './database'

type Seeded = { rootId: string; groupId: string | null }

/** The leases that the root had before its current one, by the name `older`. */
function olderLeases({ root }: Adapter, rootId: string): SQL {
	return sql`older as (select id from leases where root_id = ${rootId}
		and id is distinct from (select lease_id from ${root.table} where id = ${rootId}))`
}

/** The ids of the rows that older leases made, for a statement that begins with `olderLeases`. */
function madeBefore(table: Adapter['root']['table'] | NonNullable<Adapter['group']>['table']): SQL {
	return sql`select made.id from older join ${table} made on made.lease_id = older.id`
}

/** The ids of the groups that older leases made, and of the group that the root was in before. */
function groupsBefore({ group }: Adapter, { rootId, groupId }: Seeded): SQL {
	if (!group) return sql`select null::uuid where false`
	return sql`select id from (${madeBefore(group.table)}
		union all select id from ${group.table} where ${group.table.seedRootId} = ${rootId}) before
		where id is distinct from ${groupId}::uuid`
}

/**
 * A query for whether older leases of the root have left anything (`left`), which is rare. It costs less than to delete
 * nothing. The root has its new lease.
 */
export function askForLeftovers(adapter: Adapter, seeded: Seeded): SQL {
	const { root } = adapter
	return sql`with ${olderLeases(adapter, seeded.rootId)}
		select exists (${madeBefore(root.table)} where made.id <> ${seeded.rootId})
			or exists (${groupsBefore(adapter, seeded)}) as left`
}

/** Deletes the roots and groups that older leases of the root made, and the group that the root was in before. */
export async function dropLeftovers(adapter: Adapter, tx: Tx, seeded: Seeded): Promise<void> {
	const { root, group } = adapter
	const groups = group
		? sql`select id from ${group.table} where id in (${groupsBefore(adapter, seeded)}) for update skip locked`
		: groupsBefore(adapter, seeded)
	const left = await queryRows<{ id: string }>(
		tx,
		sql`with ${olderLeases(adapter, seeded.rootId)},
			deleted as (delete from ${root.table} where id in (${madeBefore(root.table)})
				and id <> ${seeded.rootId} and not ${holdsUserRows(adapter)})
			${groups}`,
	)
	const ids = left.map(({ id }) => id)
	await deleteEmptyGroups(adapter, tx, ids)
}

/** A root keeps this many stale leases, so that requests of earlier tests learn what became of theirs. */
const keptLeases = 20

/** A statement that deletes the stale leases of the roots that have expired or are too many. */
export function forgetLeases({ root }: Adapter, rootIds: string[]): SQL {
	return sql`delete from leases where id in (
		select id from (
			select l.id, l.expires_at < now() as expired, row_number() over (partition by root_id order by l.created_at desc) as place
			from leases l join ${root.table} r on r.id = l.root_id and r.lease_id is distinct from l.id
			where root_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(rootIds)}::jsonb))) stale
		where expired or place > ${keptLeases}::int
		limit 1000)`
}
