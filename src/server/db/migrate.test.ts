import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { callerOf } from '@/testing/caller'
import { createServerDatabase, rowsIn, testServerUrl } from '@/testing/test-database'
import type { Database } from './client'
import { openDatabase } from './open'

const url = testServerUrl === null ? '' : await createServerDatabase(testServerUrl)
const opened: Database[] = []
afterAll(() => Promise.all(opened.map((database) => database.close())))

async function open(databaseUrl: string): Promise<Database> {
	const database = await openDatabase({ databaseUrl, dataDir: 'memory://', poolSize: 1 })
	opened.push(database)
	return database
}

describe.skipIf(testServerUrl === null)('on a PostgreSQL server', () => {
	it('any number of servers may start at once: each migration is applied once', async () => {
		const servers = await Promise.all(Array.from({ length: 5 }, () => open(url)))
		for (const database of servers) {
			const applied = await rowsIn<{ hash: string }>(
				database,
				sql`select hash from drizzle.__drizzle_migrations`,
			)
			expect(applied.length).toBeGreaterThan(0)
			expect(new Set(applied.map(({ hash }) => hash)).size).toBe(applied.length)
			await expect(rowsIn(database, sql`select count(*) from facts`)).resolves.toBeDefined()
		}
	})

	it('the schema that the address names has tables and migrations of its own, whoever else is in the database', async () => {
		const named = (schema: string) => open(`${url}?schema=${schema}`)
		const [first, second] = [await named('first'), await named('Second "one"')]
		const [{ seed }, other] = [callerOf(first).testHelpers, callerOf(second)]
		const { project_id } = await seed({})
		expect(await rowsIn(first, sql`select id from projects`)).toEqual([{ id: project_id }])
		expect(await rowsIn(second, sql`select id from projects`)).toEqual([])
		expect((await other.testHelpers.status({})).schema).toBe('current')
		const tables = sql`select schemaname from pg_tables where tablename = 'facts' and schemaname <> 'public' order by 1`
		expect(await rowsIn(first, tables)).toEqual([
			...[{ schemaname: 'Second "one"' }, { schemaname: 'first' }],
		])
		const types = sql`select distinct n.nspname from pg_attribute a join pg_type t on t.oid = a.atttypid
			join pg_namespace n on n.oid = t.typnamespace where a.attrelid = 'first.facts'::regclass and t.typtype = 'e'`
		expect(await rowsIn(first, types)).toEqual([{ nspname: 'first' }])
	})

	it('the schema that everybody has may be named or not: the tables and their migrations are the same', async () => {
		const unnamed = await open(url)
		const named = await open(`${url}?schema=public`)
		const { project_id } = await callerOf(named).testHelpers.seed({})
		const found = sql`select id from projects where id = ${project_id}`
		expect(await rowsIn(unnamed, found)).toEqual([{ id: project_id }])
		await expect(open(`${url}?schema=public`)).resolves.toBeDefined()
	})

	it('a database that does not exist is an error that says what to check', async () => {
		const absent = new URL(url)
		absent.pathname = '/artifact_test_absent'
		await expect(open(absent.href)).rejects.toThrow(/DATABASE_URL.*does not exist.*Check that/)
	})
})

it('a server that is not there is an error that says what to check', async () => {
	await expect(open('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(
		/DATABASE_URL could not be prepared.*ECONNREFUSED.*Check that the server runs/,
	)
})
