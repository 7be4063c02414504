import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { createServerDatabase, rowsIn, testServerUrl } from '../testing/test-database'
import { type Database, openDatabase } from './client'

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
