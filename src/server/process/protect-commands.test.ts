import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { createServerDatabase, rowsIn, testServerUrl } from '@/testing/test-database'
import { openDatabase } from '../db/open'

const folder = await mkdtemp(path.join(tmpdir(), 'artifact-protect-'))
afterAll(() => rm(folder, { recursive: true }))
const databaseUrl = testServerUrl && (await createServerDatabase(testServerUrl))
const dataDir = path.join(folder, 'data')
const name = databaseUrl === null ? dataDir : new URL(databaseUrl).pathname.slice(1)

const named = { DATABASE_URL: databaseUrl ?? '', ARTIFACT_DATA_DIR: dataDir }

type Run = { exitCode: number | null; output: string; errors: string }

/** Runs a command of `package.json` as a process of its own, with this typed into it and then the end of its input. */
async function run(
	command: string,
	{ typed = '', cwd = process.cwd(), env = named as Record<string, string> } = {},
): Promise<Run> {
	const script = path.join(import.meta.dirname, `${command}-command.ts`)
	const tsx = import.meta.resolve('tsx')
	const child = spawn(process.execPath, ['--import', tsx, script], {
		cwd,
		env: {
			...{ NODE_ENV: 'test', PATH: process.env.PATH ?? '' },
			TSX_TSCONFIG_PATH: path.resolve('tsconfig.json'),
			...env,
		},
	})
	const told = Promise.all([text(child.stdout), text(child.stderr)])
	child.stdin.end(typed)
	const [exitCode] = (await once(child, 'exit')) as [number | null]
	const [output, errors] = await told
	return { exitCode, output, errors }
}

async function isMarked(): Promise<boolean> {
	const database = await openDatabase({ databaseUrl, dataDir })
	await database.close()
	return database.isMarked
}

it('the commands mark a database and take the mark off for who types its name', async () => {
	expect(await run('unprotect', { typed: `${name}\n` })).toMatchObject({
		...{ exitCode: 0, output: expect.stringContaining('is not marked'), errors: '' },
	})

	expect(await run('protect')).toMatchObject({
		...{ exitCode: 0, output: expect.stringContaining('is marked as production’s'), errors: '' },
	})
	expect(await isMarked()).toBe(true)

	for (const typed of [`${name}x\n`, '', name.slice(1)]) {
		const { exitCode, output, errors } = await run('unprotect', { typed })
		expect(output).toContain(`database ${name}`)
		expect(output).toContain('is marked as production’s')
		expect(errors).toBe(`“${typed.trim()}” is not ${name}. The mark stays.\n`)
		expect(exitCode).toBe(1)
	}
	expect(await isMarked()).toBe(true)

	expect(await run('unprotect', { typed: `${name}\n` })).toMatchObject({
		...{ exitCode: 0, output: expect.stringContaining('The mark is removed'), errors: '' },
	})
	expect(await isMarked()).toBe(false)
}, 120_000)

it('the commands mean the database of the .env files that a server reads, say which, and fail in one sentence', async () => {
	const place = path.join(folder, 'place')
	await cp('drizzle', path.join(place, 'drizzle'), { recursive: true })
	await writeFile(path.join(place, '.env'), 'ARTIFACT_DATA_DIR=of-development\n')
	await writeFile(path.join(place, '.env.production'), 'ARTIFACT_DATA_DIR=of-production\n')
	const fromFiles = { cwd: place, env: { NODE_ENV: 'production' } }
	const { exitCode, output } = await run('migrate', fromFiles)
	expect([exitCode, output]).toEqual([0, 'The embedded database of-production is up to date.\n'])
	await writeFile(path.join(place, '.env.production'), 'DATABASE_URL=postgres://x@127.0.0.1:1/x\n')
	const failed = await run('protect', fromFiles)
	expect([failed.exitCode, failed.output]).toEqual([1, ''])
	expect(failed.errors).toMatch(
		/^The database of DATABASE_URL could not be prepared: .*ECONNREFUSED.*\n$/,
	)
}, 120_000)

it('the mark survives a migration to a newer version', async () => {
	await run('protect')
	await cp('drizzle', path.join(folder, 'drizzle'), { recursive: true })
	const journalFile = path.join(folder, 'drizzle/meta/_journal.json')
	const journal = JSON.parse(await readFile(journalFile, 'utf8'))
	const newest = journal.entries.at(-1)
	journal.entries.push({ ...newest, idx: newest.idx + 1, when: newest.when + 1, tag: 'newer' })
	await writeFile(journalFile, JSON.stringify(journal))
	await writeFile(path.join(folder, 'drizzle/newer.sql'), 'create table newer (id int);')

	expect(await run('migrate', { cwd: folder })).toMatchObject({ exitCode: 0, errors: '' })
	const database = await openDatabase({ databaseUrl, dataDir })
	try {
		expect(database.isMarked).toBe(true)
		expect(await rowsIn(database, sql`select id from newer`)).toEqual([])
	} finally {
		await database.close()
	}
}, 120_000)
