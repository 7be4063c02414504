import { rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'

// Bytes of the write-ahead log, about 400 seeds of 12 facts. The first change of a page after a checkpoint logs the
// whole page, so that no more bytes than these become waste between two runs.
const bytesBetweenRuns = 8_000_000

// Bytes that a table may waste before a rewrite is worth its time.
const wasteAllowed = 8_000_000

// Bytes of a row's header and of its index entries.
const bytesAround = 40

export type Upkeep = {
	/** Whether enough has changed since the last run. Call it between transactions. */
	isDue(client: PGlite): Promise<boolean>
	/** Makes room for new rows, rewrites tables that are mostly waste, and gives up the log. */
	run(client: PGlite): Promise<void>
}

/**
 * The upkeep of the embedded database in `directory`, which has neither autovacuum nor a checkpointer: its log would
 * grow until it is closed. Due for the first time at once, for what earlier processes left.
 */
export function makeUpkeep(directory: string): Upkeep {
	let positionAfterRun = 0
	const sizeAfterRewrite = new Map<string, number>()

	return {
		isDue: async (client) => (await logPosition(client)) - positionAfterRun > bytesBetweenRuns,
		run: async (client) => {
			// This comes first, so that a failed upkeep waits for more changes and does not fail after each of them.
			positionAfterRun = await logPosition(client)
			await client.exec('vacuum')
			for (const table of await largeTables(client)) {
				const size = await tableSize(client, table.name)
				const rewritten = sizeAfterRewrite.get(table.name) ?? 0
				if (size < rewritten * 1.5) continue
				if (size < 2 * (await liveSize(client, table)) + wasteAllowed) continue
				const { bavail, bsize } = await statfs(directory)
				// A rewrite writes the copy and its log. On a disk that is nearly full that would end the engine.
				if (bavail * bsize < 2 * size) continue
				await client.exec(`vacuum full ${table.name}`)
				sizeAfterRewrite.set(table.name, await tableSize(client, table.name))
			}
			await client.exec('checkpoint')
			await removeOrphans(client, directory)
			positionAfterRun = await logPosition(client)
		},
	}
}

/** The bytes written to the log since the database was made. */
async function logPosition(client: PGlite): Promise<number> {
	const [result] = await client.exec(
		`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as position`,
	)
	const row = result?.rows[0] as { position: number } | undefined
	return row?.position ?? 0
}

/** The bytes of a table with its indexes and its TOAST table. */
async function tableSize(client: PGlite, name: string): Promise<number> {
	const { rows } = await client.query<{ size: number }>(
		'select pg_total_relation_size($1::regclass)::float8 as size',
		[name],
	)
	return rows[0]?.size ?? 0
}

type LargeTable = {
	/** Quoted, with its schema. */
	name: string
	/** SQL that adds up the bytes of a row's columns, as they are stored. */
	rowBytes: string
	indexes: number
}

async function largeTables(client: PGlite): Promise<LargeTable[]> {
	const { rows } = await client.query<LargeTable>(
		`select table_class.oid::regclass::text as name,
			(select string_agg(format('coalesce(pg_column_size(%I), 0)', attname), ' + ') from pg_attribute
				where attrelid = table_class.oid and attnum > 0 and not attisdropped) as "rowBytes",
			(select count(*)::int from pg_index where indrelid = table_class.oid) as indexes
		from pg_class table_class join pg_stat_user_tables on relid = table_class.oid
		where pg_total_relation_size(relid) > $1`,
		[wasteAllowed],
	)
	return rows
}

/** About the bytes that the table would take if it were rewritten. Reads the whole table: 60 ms for 100,000 facts. */
async function liveSize(client: PGlite, table: LargeTable): Promise<number> {
	const { rows } = await client.query<{ count: number; bytes: number }>(
		`select count(*)::float8 as count, coalesce(sum(${table.rowBytes}), 0)::float8 as bytes from ${table.name}`,
	)
	const { count = 0, bytes = 0 } = rows[0] ?? {}
	return bytes + count * bytesAround * (1 + table.indexes)
}

/**
 * Removes orphaned files, which a kill in the middle of a rewrite leaves and PostgreSQL never removes. A file that no
 * table names is orphaned for sure only right after a checkpoint and outside of any transaction.
 */
async function removeOrphans(client: PGlite, directory: string): Promise<void> {
	const { rows } = await client.query<{ file: string }>(
		`select format('base/%s/%s', pg_database.oid, name) as file
		from pg_database, pg_ls_dir('base/' || pg_database.oid) name
		where datname = current_database() and name ~ '^\\d+(_[a-z]+)?(\\.\\d+)?$'
			and substring(name from '^\\d+')::oid not in
				(select pg_relation_filenode(oid) from pg_class where pg_relation_filenode(oid) is not null)`,
	)
	for (const { file } of rows) await rm(path.join(directory, file), { force: true })
}
