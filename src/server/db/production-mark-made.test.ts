import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseToReopen } from '@/testing/reopened-database'
import { rowsIn } from '@/testing/test-database'
import { isMarked, markAsProduction, removeMark } from './production-mark'

const open = await databaseToReopen()
let database = await open()
const isMarkedNow = () => database.run('read', isMarked)

beforeEach(async () => {
	if (await isMarkedNow()) await removeMark(database)
})

describe('the mark', () => {
	it('is made by an opening in the name of production, and seen by the next one', async () => {
		expect(database.isMarked).toBe(false)
		database = await open('a server')
		expect(database.isMarked).toBe(true)
		database = await open()
		expect(database.isMarked).toBe(true)
		expect(await isMarkedNow()).toBe(true)
		await removeMark(database)
		expect(database.isMarked).toBe(false)
		database = await open()
		expect(database.isMarked).toBe(false)
	})

	it('is one, of whoever made it first', async () => {
		await markAsProduction(database, 'the first')
		await markAsProduction(database, 'the second')
		database = await open('the third')
		const marks = await rowsIn(database, sql`select made_by from production_mark`)
		expect(marks).toEqual([{ made_by: 'the first' }])
	})

	it('is made on a database of an earlier version, which has no place for it yet', async () => {
		for (const statement of ['drop schema public cascade', 'create schema public'])
			await rowsIn(database, sql.raw(statement))
		const migrations = readMigrationFiles({ migrationsFolder: 'drizzle' })
		const marking = migrations.findIndex(({ sql }) => sql.join().includes('production_mark'))
		for (const migration of migrations.slice(0, marking))
			for (const statement of migration.sql) await rowsIn(database, sql.raw(statement))
		const since = migrations[marking]?.folderMillis
		await rowsIn(
			database,
			sql`delete from drizzle.__drizzle_migrations where created_at >= ${since}`,
		)
		database = await open('a server')
		expect(await isMarkedNow()).toBe(true)
	})
})
