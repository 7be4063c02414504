import { getTableColumns, is, SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { RowValues } from './adapter'

type Claim = {
	/** The values of a new row, by the names that Drizzle has for its columns; one is the `id`. */
	make: RowValues
	/** The values that a row of this id gets. */
	change: RowValues
	/** Which row of this id is changed. */
	where: SQL
	returning: AnyPgColumn
}

/**
 * A statement that makes a row, or changes and locks the one that has its id. Returns no row where `where` excludes that
 * one. Drizzle's builder would take longer to put the text together than the database to run it.
 */
export function claimRow(
	table: PgTable & { id: AnyPgColumn },
	{ make, change, where, returning }: Claim,
): SQL {
	const columns: Record<string, AnyPgColumn> = getTableColumns(table)
	const entries = (row: RowValues) =>
		Object.entries(row).flatMap(([name, value]) => {
			const column = columns[name]
			if (!column) return []
			return [{ column: nameOf(column), value: is(value, SQL) ? value : sql.param(value, column) }]
		})
	const made = entries({ ...madeUp(columns), ...make })
	const changed = entries(change)
	return sql`insert into ${table} (${list(made.map(({ column }) => column))})
		values (${list(made.map(({ value }) => value))})
		on conflict (id) do update set ${list(changed.map(({ column, value }) => sql`${column} = ${value}`))}
		where ${where} returning ${nameOf(returning)}`
}

const nameOf = ({ name }: AnyPgColumn) => sql.identifier(name)
const list = (parts: unknown[]) => sql.join(parts as SQL[], sql`, `)

/** The values that the application's schema makes up for new rows (`$defaultFn`, `$onUpdateFn`). */
function madeUp(columns: Record<string, AnyPgColumn>): RowValues {
	return Object.fromEntries(
		Object.entries(columns).flatMap(([name, { defaultFn, onUpdateFn }]) => {
			const makeUp = defaultFn ?? onUpdateFn
			return makeUp ? [[name, makeUp()]] : []
		}),
	)
}
