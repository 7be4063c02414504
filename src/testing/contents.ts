import { sql } from 'drizzle-orm'
import type { Database } from '@/server/db/client'
import { rowsIn } from './test-database'

const tables = ['workspaces', 'projects', 'leases', 'sources', 'facts', 'outputs', 'violations']

/** Every row of the database, to show that a call changed nothing. `except` names tables that may change. */
export async function contentsOf(
	database: Database,
	{ except = [] }: { except?: string[] } = {},
): Promise<Record<string, unknown[]>> {
	const contents: Record<string, unknown[]> = {}
	for (const table of tables.filter((name) => !except.includes(name))) {
		const rows = await rowsIn<{ row: unknown }>(
			database,
			sql`select to_jsonb(t) as row from ${sql.identifier(table)} t order by id`,
		)
		contents[table] = rows.map(({ row }) => row)
	}
	return contents
}

/** How many rows of each table belong to a project. */
export async function rowsOf(
	database: Database,
	projectId: string,
): Promise<Record<string, number>> {
	const [counts] = await rowsIn<Record<string, number>>(
		database,
		sql`select (select count(*)::int from workspaces where seed_project_id = ${projectId}) as workspaces,
			(select count(*)::int from projects where id = ${projectId}) as projects,
			(select count(*)::int from sources where project_id = ${projectId}) as sources,
			(select count(*)::int from facts where project_id = ${projectId}) as facts,
			(select count(*)::int from outputs where project_id = ${projectId}) as outputs`,
	)
	return counts ?? {}
}
