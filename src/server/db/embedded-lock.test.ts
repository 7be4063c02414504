import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, it } from 'vitest'
import { readContent } from '../seed/content-hash'
import { lockDirectory } from './embedded-lock'
import { openDatabase } from './open'

const projectId = '123e4567-e89b-12d3-a456-426614174000'
const directories: string[] = []
const children: ChildProcess[] = []

async function newDirectory(): Promise<string> {
	const directory = await mkdtemp(path.join(tmpdir(), 'artifact-lock-'))
	directories.push(directory)
	return directory
}

/** Starts a process that opens the database in the directory; its answer says whether it was let in. */
async function holdDatabase(directory: string) {
	const script = path.join(import.meta.dirname, '../../testing/hold-database.ts')
	const child = spawn(process.execPath, ['--import', 'tsx', script, directory, projectId], {
		stdio: ['ignore', 'pipe', 'inherit'],
	})
	children.push(child)
	const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
	return { child, answer: JSON.parse(line) as { seeded?: string; refused?: string } }
}

afterAll(async () => {
	for (const child of children) child.kill('SIGKILL')
	for (const directory of directories) await rm(directory, { recursive: true })
})

it('a second process is told who holds the database and what to do; a killed holder blocks nobody and loses nothing', async () => {
	const directory = await newDirectory()
	const first = await holdDatabase(directory)
	expect(first.answer.seeded).toMatch(/^[0-9a-f]{64}$/)

	const second = await holdDatabase(directory)
	expect(second.answer.refused).toContain(`process ${first.child.pid} (`)
	for (const advice of [path.resolve(directory), 'ARTIFACT_DATA_DIR', 'DATABASE_URL'])
		expect(second.answer.refused).toContain(advice)

	first.child.kill('SIGKILL')
	await once(first.child, 'exit')
	const database = await openDatabase({ databaseUrl: null, dataDir: directory })
	expect((await database.run('read', (tx) => readContent(tx, projectId)))?.hash).toBe(
		first.answer.seeded,
	)

	const third = await holdDatabase(directory)
	expect(third.answer.refused).toContain(`process ${process.pid} (`)
	await database.close()
	const fourth = await holdDatabase(directory)
	expect(fourth.answer.seeded).toBe(first.answer.seeded)
}, 90_000)

it('a directory is locked once in a process too, and free again after its release', async () => {
	const directory = await newDirectory()
	const release = await lockDirectory(directory)
	await expect(lockDirectory(directory)).rejects.toThrow(`process ${process.pid}`)
	await release()
	await (await lockDirectory(directory))()
})
