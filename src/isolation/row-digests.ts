import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Adapter } from './adapter'
import { queryRows, type Tx } from './database'

/** More rows of one table are not compared. */
const rowsCompared = 2_000

/**
 * A digest of the root's row and of each of its children, by noun and id; null for a table with too many rows. Times
 * and the columns of isolation are left out, as two equal seeds differ in them.
 */
export async function rowDigests(
	{ root, children }: Adapter,
	tx: Tx,
	rootId: string,
): Promise<Record<string, Record<string, string> | null>> {
	const digests: Record<string, Record<string, string> | null> = {}
	const columns = { ...children, [root.noun]: root.table.id }
	for (const [noun, column] of Object.entries(columns)) {
		const rows = await queryRows<{ id: string; digest: string }>(
			tx,
			sql`select id, ${digestOfRow(column.table as PgTable)} as digest from ${column.table}
				where ${sql.identifier((column as AnyPgColumn).name)} = ${rootId} limit ${rowsCompared + 1}`,
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
