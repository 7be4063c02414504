import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { EmbeddedDatabase } from '@/server/db/embedded'

/** Makes the tables of the migrations in an empty database. */
export async function migrateOnce(database: EmbeddedDatabase): Promise<void> {
	const migrations = readMigrationFiles({ migrationsFolder: path.join(process.cwd(), 'drizzle') })
	await database.transaction(async (tx) => {
		for (const migration of migrations)
			for (const statement of migration.sql) await tx.execute(sql.raw(statement))
	})
}

/** Writes the rows of a seed with `reset: true`, without the rules of a seed. */
export async function writeSeed(
	database: EmbeddedDatabase,
	projectId: string,
	factsCount: number,
): Promise<void> {
	const text = 'Trees cool the streets of a city by several degrees. '.repeat(40)
	await database.transaction(async (tx) => {
		await tx.execute(sql`insert into workspaces (id, name) values (${projectId}, 'Seeded')
			on conflict (id) do update set name = excluded.name`)
		await tx.execute(sql`insert into projects (id, workspace_id, title, seeded) values (${projectId}, ${projectId}, 'Seeded', true)
			on conflict (id) do update set title = excluded.title`)
		await tx.execute(sql`delete from sources where project_id = ${projectId}`)
		await tx.execute(sql`insert into sources (id, project_id, title, text, text_sha256, seeded)
			values (${projectId}, ${projectId}, 'Heat', ${text}, '', true)`)
		await tx.execute(sql`insert into facts (project_id, source_id, claim, quote, quote_start, quote_end, confidence, position)
			select ${projectId}::uuid, ${projectId}::uuid, 'Trees cool the streets of a city (' || n || ')',
				substr(${text}, 1 + n % 900, 120), n % 900, n % 900 + 120, 80, n from generate_series(1, ${factsCount}::int) n`)
		await tx.execute(sql`update projects set lease_id = gen_random_uuid() where id = ${projectId}`)
	})
}

/** The bytes that the files below the directory take on the disk. */
export function sizeOnDisk(directory: string): number {
	let size = 0
	for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
		const file = path.join(entry.parentPath, entry.name)
		size += statSync(file, { throwIfNoEntry: false })?.blocks ?? 0
	}
	return size * 512
}
