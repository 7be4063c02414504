import { type SQL, sql } from 'drizzle-orm'
import type { Adapter } from './adapter'
import { deleteEmptyGroups, holdsUserRows } from './cleanup'
import { queryRows, type Tx } from './database'

type Seeded = { rootId: string; groupId: string | null }

/** The ids of the rows that leases of the root made, all but the lease `current`. */
function madeBefore(table: MadeTable, rootId: string, current: SQL): SQL {
	return sql`select made.id from leases older join ${table} made on made.lease_id = older.id
		where older.root_id = ${rootId} and older.id is distinct from ${current}`
}

type MadeTable = Adapter['root']['table'] | NonNullable<Adapter['group']>['table']

/** The ids of the groups that those leases made, and of the group that the root was in before. */
function groupsBefore({ group }: Adapter, { rootId, groupId }: Seeded, current: SQL): SQL {
	if (!group) return sql`select null::uuid where false`
	return sql`select id from (${madeBefore(group.table, rootId, current)}
		union all select id from ${group.table} where ${group.table.seedRootId} = ${rootId}) before
		where id is distinct from ${groupId}::uuid`
}

/** The SQL condition that leases of the root, all but the lease `current`, have left roots or groups. That is rare. */
export function haveLeft(adapter: Adapter, seeded: Seeded, current: SQL): SQL {
	const roots = madeBefore(adapter.root.table, seeded.rootId, current)
	return sql`(exists (${roots} and made.id <> ${seeded.rootId})
		or exists (${groupsBefore(adapter, seeded, current)}))`
}

/** Deletes the roots and groups that older leases of the root made, and the group that the root was in before. */
export async function dropLeftovers(adapter: Adapter, tx: Tx, seeded: Seeded): Promise<void> {
	const { root, group } = adapter
	const { rootId } = seeded
	const current = sql`(select lease_id from ${root.table} where id = ${rootId})`
	const groups = groupsBefore(adapter, seeded, current)
	const left = await queryRows<{ id: string }>(
		tx,
		sql`with deleted as (delete from ${root.table} where id in (${madeBefore(root.table, rootId, current)})
				and id <> ${rootId} and not ${holdsUserRows(adapter)})
			${group ? sql`select id from ${group.table} where id in (${groups}) for update skip locked` : groups}`,
	)
	const ids = left.map(({ id }) => id)
	await deleteEmptyGroups(adapter, tx, ids)
}

/** A root keeps this many stale leases, so that requests of earlier tests learn what became of theirs. */
const keptLeases = 10

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
