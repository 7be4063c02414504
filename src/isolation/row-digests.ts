import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Adapter } from './adapter'
import { queryRows, type Tx } from './database'

/** More rows of one table are not compared. */
const rowsCompared = 2_000

/**
 * A digest of the root's row, of each of its children, and of all other rows that belong to the lease, by noun and id;
 * null for a table with too many rows. Times and the columns of isolation are left out, as two equal seeds differ in
 * them.
 */
export async function rowDigests(
	{ root, group, children }: Adapter,
	tx: Tx,
	{ rootId, leaseId }: { rootId: string; leaseId: string },
): Promise<Record<string, Record<string, string> | null>> {
	const roots = sql`(select id from ${root.table} where id = ${rootId} or lease_id = ${leaseId})`
	const places: [noun: string, table: PgTable, where: SQL][] = Object.entries(children).map(
		([noun, { name, table }]) => [noun, table as PgTable, sql`${sql.identifier(name)} in ${roots}`],
	)
	places.push([root.noun, root.table, sql`id in ${roots}`])
	if (group) {
		const { table, noun } = group
		places.push([noun, table, sql`${table.seedRootId} = ${rootId} or lease_id = ${leaseId}`])
	}
	const digests: Record<string, Record<string, string> | null> = {}
	for (const [noun, table, where] of places) {
		const rows = await queryRows<{ id: string; digest: string }>(
			tx,
			sql`select id, ${digestOfRow(table)} as digest from ${table} where ${where} limit ${rowsCompared + 1}`,
		)
		digests[noun] =
			rows.length > rowsCompared
				? null
				: Object.fromEntries(rows.map(({ id, digest }) => [id, digest]))
	}
	return digests
}

const ofIsolation = ['seeded', 'leaseId', 'seedRootId', 'expiresAt']

/** Of a time only whether there is one: a row with a time of its deletion is another row. */
function digestOfRow(table: PgTable) {
	const values = Object.entries(getTableColumns(table))
		.filter(([name]) => !ofIsolation.includes(name))
		.map(([, { name, dataType }]) => {
			const column = sql`${sql.identifier(getTableName(table))}.${sql.identifier(name)}`
			return dataType === 'date' ? sql`${column} is null` : column
		})
	return sql`left(md5(row(${sql.join(values, sql`, `)})::text), 12)`
}
