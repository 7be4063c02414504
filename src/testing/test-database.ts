import { randomUUID } from 'node:crypto'
import type { SQL } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll } from 'vitest'
import { type Database, queryRows } from '@/server/db/client'
import { openDatabase } from '@/server/db/open'

/** The PostgreSQL server that the tests run on; null: each file has an embedded database in memory. */
export const testServerUrl = process.env.DATABASE_URL ?? null

type Options = {
	/** One connection by default, so that a use of the outer database inside a transaction hangs visibly. */
	poolSize?: number
}

/** A migrated empty database for the calling test file. The end of the file drops it. */
export async function openTestDatabase({ poolSize = 1 }: Options = {}): Promise<Database> {
	const databaseUrl = testServerUrl && (await createServerDatabase(testServerUrl))
	const database = await openDatabase({ databaseUrl, dataDir: 'memory://', poolSize })
	afterAll(() => database.close())
	return database
}

/** Runs a statement of a test in a transaction of its own and returns the rows. */
export function rowsIn<Row>(database: Database, query: SQL): Promise<Row[]> {
	return database.run('write', (tx) => queryRows<Row>(tx, query))
}

/** Creates a database on the server and returns its URL. Call it outside of tests: the end of the file drops the database, after the hooks that were registered later. */
export async function createServerDatabase(serverUrl: string): Promise<string> {
	const name = `artifact_test_${randomUUID().replaceAll('-', '')}`
	await onServer(serverUrl, `create database ${name}`)
	afterAll(() => onServer(serverUrl, `drop database if exists ${name} with (force)`))
	const url = new URL(serverUrl)
	url.pathname = `/${name}`
	return url.href
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
	const client = postgres(serverUrl, { max: 1, onnotice: () => {} })
	try {
		await client.unsafe(statement)
	} finally {
		await client.end()
	}
}
