import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { mountSmallDisk } from '@/testing/small-disk'
import type { Tx } from './client'
import { type EmbeddedDatabase, openEmbedded } from './embedded'
import { lockDirectory } from './embedded-lock'

const full = { code: 'EMBEDDED_UNAVAILABLE', message: expect.stringContaining('disk') }

async function rows<Row>(tx: Tx, query: SQL): Promise<Row[]> {
	const result: unknown = await tx.execute(query)
	return (result as { rows: Row[] }).rows
}

it('a directory below a file is refused with the name of the variable and what to do', async () => {
	const directory = await mkdtemp(path.join(tmpdir(), 'artifact-not-a-directory-'))
	await writeFile(path.join(directory, 'file'), '')
	const opening = openEmbedded(path.join(directory, 'file', 'data'))
	await expect(opening).rejects.toThrow(/ARTIFACT_DATA_DIR.*ENOTDIR.*DATABASE_URL/)
	await rm(directory, { recursive: true })
})

const disk = mountSmallDisk('size=100m')
if ('reason' in disk)
	it(`nothing is known here of full and read-only disks: none can be mounted (${disk.reason})`, () => {})
else
	describe('on a disk of its own', () => {
		let database: EmbeddedDatabase
		let upkeepErrors: unknown[] = []
		const count = () =>
			database.transaction(async (tx) => {
				const [row] = await rows<{ count: number }>(
					tx,
					sql`select count(*)::int as count from kept`,
				)
				return row?.count
			})
		/** Answers once the database is open again: it is not tried more often than every three seconds. */
		const countOnceOpen = () =>
			expect.poll(() => count().catch(() => 'unavailable'), { timeout: 10_000 })

		beforeAll(async () => {
			database = await openEmbedded(disk.path, {
				onUpkeepError: (error) => upkeepErrors.push(error),
			})
			await database.transaction(async (tx) => {
				await tx.execute(
					sql`create table kept as select n, repeat('x', 500) as text from generate_series(1, 4000) n`,
				)
			})
		})
		afterAll(async () => {
			try {
				await database.close()
			} finally {
				disk.unmount()
			}
		})

		it('a table that finds no space fails one transaction, and reads go on', async () => {
			disk.fill()
			const growing = database.transaction((tx) =>
				tx.execute(
					sql`insert into kept select n, repeat('y', 500) from generate_series(1, 40000) n`,
				),
			)
			await expect(growing).rejects.toMatchObject(full)
			expect(await count()).toBe(4000)
			disk.free()
		})

		it('a disk that fills up in upkeep fails no request, before or after', async () => {
			await count()
			upkeepErrors = []
			await database.transaction(async (tx) => {
				await tx.execute(sql`delete from kept where n % 2 = 0`)
				// Leaves less of the log's file than clearing up after the deletion takes.
				const [end] = await rows<{ left: number }>(
					tx,
					sql`select 16777216 - file_offset as left from pg_walfile_name_offset(pg_current_wal_insert_lsn())`,
				)
				const filler = (end?.left ?? 0) + 16_777_216 - 40_000
				for (let left = filler; left > 0; left -= 1_000_000)
					await tx.execute(
						sql`select pg_logical_emit_message(false, 'test', repeat('x', ${Math.min(left, 1_000_000)}::int))`,
					)
				await tx.execute(sql`select pg_logical_emit_message(false, 'test', 'x', true)`)
				disk.fill()
			})
			await expect.poll(() => upkeepErrors.length).toBeGreaterThan(0)
			disk.free()
			expect(await count()).toBe(2000)
		})

		it('a log that finds no space ends the engine: nothing is stored, all is there once there is space, and the directory stays locked', async () => {
			disk.fill()
			const filling = database.transaction(async (tx) => {
				await tx.execute(sql`delete from kept`)
				for (let megabyte = 0; megabyte < 40; megabyte++)
					await tx.execute(sql`select pg_logical_emit_message(true, 'test', repeat('x', 1000000))`)
			})
			await expect(filling).rejects.toMatchObject(full)
			await expect(count()).rejects.toMatchObject(full)
			await expect(lockDirectory(disk.path)).rejects.toThrow(`process ${process.pid}`)
			disk.free()
			await countOnceOpen().toBe(2000)
			await expect(lockDirectory(disk.path)).rejects.toThrow(`process ${process.pid}`)
		})

		it('a start on a full disk says so in words, and holds no lock afterwards', async () => {
			await database.close()
			disk.fill()
			await expect(openEmbedded(disk.path)).rejects.toThrow(
				/could not be opened: the disk is full \(ENOSPC\).*Free some space/,
			)
			disk.free()
			database = await openEmbedded(disk.path)
			expect(await count()).toBe(2000)
		})

		it('a commit that finds no space neither stops the process nor is stored', async () => {
			await database.close()
			const script = path.join(import.meta.dirname, '../../testing/fill-disk-in-commit.ts')
			const child = spawn(process.execPath, ['--import', 'tsx', script, disk.path], {
				stdio: ['ignore', 'pipe', 'inherit'],
				timeout: 20_000,
				killSignal: 'SIGKILL',
			})
			let output = ''
			child.stdout.on('data', (chunk) => {
				output += chunk
			})
			await once(child, 'close')
			const result = JSON.parse(output || '{"hung":true}')
			expect(result).toMatchObject({ code: 'EMBEDDED_UNAVAILABLE', stored: result.committed })
			expect(result.committed).toBeGreaterThan(0)
			disk.free()
			database = await openEmbedded(disk.path)
			expect(await count()).toBe(2000)
		})

		it('a new database on a full disk leaves nothing half made', async () => {
			const small = mountSmallDisk('size=20m')
			if ('reason' in small) throw new Error(small.reason)
			onTestFinished(small.unmount)
			await expect(openEmbedded(small.path)).rejects.toThrow('the disk is full (ENOSPC)')
			expect((await readdir(small.path)).sort()).toEqual(['holder.json', 'lock'])
		})

		it('a read-only directory is refused with the name of the variable, whether it is there or not', async () => {
			const readOnly = mountSmallDisk('ro,size=1m')
			if ('reason' in readOnly) throw new Error(readOnly.reason)
			onTestFinished(readOnly.unmount)
			for (const below of ['', 'data', 'some/where/below'])
				await expect(openEmbedded(path.join(readOnly.path, below))).rejects.toThrow(
					/of ARTIFACT_DATA_DIR cannot be used: the file system is read-only \(EROFS\).*DATABASE_URL/,
				)
		})
	})
