import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { migrateOnce, sizeOnDisk, writeSeed } from '@/testing/embedded-seeds'
import { openEmbedded } from './embedded'

const directories: string[] = []
const upkeepErrors: unknown[] = []
const onUpkeepError = (error: unknown) => upkeepErrors.push(error)

async function newDirectory(): Promise<string> {
	const directory = await mkdtemp(path.join(tmpdir(), 'artifact-growth-'))
	directories.push(directory)
	return directory
}

/** The size of a database with the same rows, each table written anew and the log given up. */
async function compactSize(directory: string): Promise<number> {
	const client = await PGlite.create(path.join(directory, 'pgdata'), {
		startParams: [...PGlite.defaultStartParams, '-c', 'wal_recycle=off', '-c', 'min_wal_size=32MB'],
	})
	await client.exec('vacuum full')
	await client.exec('checkpoint')
	await client.close()
	return sizeOnDisk(directory)
}

async function filesOfNoTable(directory: string): Promise<string[]> {
	const client = await PGlite.create(path.join(directory, 'pgdata'))
	const { rows } = await client.query<{ database: string; files: string[] }>(
		`select (select oid::text from pg_database where datname = current_database()) as database,
			array_agg(pg_relation_filenode(oid)::text) as files from pg_class`,
	)
	await client.close()
	const { database = '', files = [] } = rows[0] ?? {}
	return readdirSync(path.join(directory, 'pgdata/base', database)).filter((name) => {
		const [node] = /^\d+/.exec(name) ?? []
		return node !== undefined && !files.includes(node)
	})
}

afterAll(async () => {
	for (const directory of directories) await rm(directory, { recursive: true })
})

it('400 seeds of 12 facts, two of 10,000 and their reset stay within twice the size of what is left', async () => {
	const directory = await newDirectory()
	const database = await openEmbedded(directory, { onUpkeepError })
	await migrateOnce(database)
	const projectId = (worker: number) => `123e4567-e89b-12d3-a456-42661417400${worker.toString(16)}`
	for (let seed = 0; seed < 400; seed++) await writeSeed(database, projectId(seed % 16), 12)
	for (let seed = 0; seed < 2; seed++) await writeSeed(database, projectId(0), 10_000)
	await writeSeed(database, projectId(0), 12)
	await database.transaction((tx) => tx.execute(sql`select 1`))
	const size = sizeOnDisk(directory)
	await database.close()
	expect(upkeepErrors).toEqual([])
	expect(size / (await compactSize(directory))).toBeLessThan(2)
}, 60_000)

it('what earlier processes left in the tables is cleared up after the start', async () => {
	const directory = await newDirectory()
	const earlier = await PGlite.create(path.join(directory, 'pgdata'))
	await earlier.exec(
		`create table kept as select n, repeat('x', 500) as text from generate_series(1, 60000) n`,
	)
	await earlier.exec(`delete from kept where n % 1000 > 0`)
	await earlier.close()
	const tables = path.join(directory, 'pgdata/base')
	const before = sizeOnDisk(tables)

	const database = await openEmbedded(directory, { onUpkeepError })
	await database.transaction((tx) => tx.execute(sql`select 1`))
	await database.transaction((tx) => tx.execute(sql`select 1`))
	expect(before - sizeOnDisk(tables)).toBeGreaterThan(30_000_000)
	await database.close()
	expect(upkeepErrors).toEqual([])
}, 60_000)

it('a process that is killed in upkeep loses nothing and leaves nothing, wherever it was', async () => {
	const directory = await newDirectory()
	const script = path.join(import.meta.dirname, '../../testing/kill-in-upkeep.ts')
	const moments = [
		['vacuum', 5],
		['vacuum full', 15],
		['checkpoint', 1],
	]
	for (const [statement, afterMs] of moments) {
		const child = spawn(
			process.execPath,
			['--import', 'tsx', script, directory, String(statement), String(afterMs)],
			{
				stdio: ['ignore', 'pipe', 'inherit'],
			},
		)
		let output = ''
		child.stdout.on('data', (chunk) => {
			output += chunk
		})
		await once(child, 'close')
		expect(child.signalCode).toBe('SIGKILL')
		expect(output).toBe('')
		const database = await openEmbedded(directory, { onUpkeepError })
		const result: unknown = await database.transaction((tx) =>
			tx.execute(sql`select count(*)::int as count, sum(n)::int as sum from kept`),
		)
		expect((result as { rows: unknown[] }).rows).toEqual([{ count: 6000, sum: 90_015_000 }])
		await database.close()
	}
	expect(upkeepErrors).toEqual([])
	expect(await filesOfNoTable(directory)).toEqual([])
}, 60_000)
