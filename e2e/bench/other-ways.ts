import { randomBytes } from 'node:crypto'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import { reset, seed } from 'drizzle-seed'
import { openDatabase } from '../../src/server/db/open'
import { factStatus, projects, sources, workspaces } from '../../src/server/db/schema'
import { connect, databaseName } from './databases'
import type { Contender } from './measure'
import { seedNames } from './names'
import { insertions, truncateAndSeed } from './raw-seed'
import { callerOf, requestOf, slotOf } from './running'
import type { Setting } from './section'

/** Calls in a block of these contenders, which take long. */
const block = 2
const slot = slotOf(0)

/** Other ways to give a test data of its own, each in a database of its own. */
export async function otherWays(setting: Setting): Promise<Contender[]> {
	setting.say('preparing clones, drizzle-seed, TRUNCATE and schemas')
	return [
		await drizzleSeed(setting),
		await truncation(setting),
		await schemaPerTest(setting),
		await databasePerTest(setting),
	]
}

async function migratedDatabase(setting: Setting): Promise<string> {
	const url = (await setting.newDatabase()) ?? ''
	const database = await openDatabase({ databaseUrl: url, dataDir: '' })
	await database.close()
	return url
}

/** `facts` without the generated column: drizzle-seed refuses the type of it. */
const facts = pgTable('facts', {
	id: uuid('id').primaryKey().defaultRandom(),
	projectId: uuid('project_id')
		.notNull()
		.references(() => projects.id),
	sourceId: uuid('source_id')
		.notNull()
		.references(() => sources.id),
	claim: text('claim').notNull(),
	status: factStatus('status').notNull(),
	confidence: smallint('confidence'),
	position: integer('position').notNull(),
})
const tables = { workspaces, projects, sources, facts }

async function drizzleSeed(setting: Setting): Promise<Contender> {
	const database = drizzle({ client: connect(setting, await migratedDatabase(setting)) })
	return {
		...{ name: seedNames.drizzleSeed, block },
		async run() {
			await reset(database, tables)
			await seed(database, tables).refine((values) => ({
				workspaces: { count: 1 },
				projects: { count: 1 },
				sources: { count: 1 },
				facts: { count: 3, columns: { confidence: values.int({ minValue: 0, maxValue: 100 }) } },
			}))
		},
	}
}

async function truncation(setting: Setting): Promise<Contender> {
	const sql = connect(setting, await migratedDatabase(setting))
	return { name: seedNames.truncate, block, run: () => truncateAndSeed(sql, slot) }
}

async function schemaPerTest(setting: Setting): Promise<Contender> {
	const url = (await setting.newDatabase()) ?? ''
	// A prepared statement would keep the types of the schema that it was prepared in.
	const sql = connect(setting, url, { prepare: false })
	const migrations = readMigrationFiles({ migrationsFolder: 'drizzle' }).flatMap(
		(migration) => migration.sql,
	)
	return {
		...{ name: seedNames.schema, block },
		async run() {
			const schema = `test_${randomBytes(6).toString('hex')}`
			await sql.begin(async (tx) => {
				await tx`create schema ${tx(schema)}`
				await tx`set local search_path to ${tx(schema)}`
				// drizzle-kit writes the schema that it knows into types and references.
				for (const statement of migrations)
					await tx.unsafe(statement.replaceAll('"public".', `"${schema}".`))
				for (const statement of insertions(tx, slot)) await statement
			})
			await sql`drop schema ${sql(schema)} cascade`
		},
	}
}

async function databasePerTest(setting: Setting): Promise<Contender> {
	const templateUrl = await migratedDatabase(setting)
	const template = await openDatabase({ databaseUrl: templateUrl, dataDir: '' })
	await callerOf(template).testHelpers.seed(requestOf(0))
	await template.close()
	// The server refuses to clone a database that somebody is connected to.
	const sql = connect(setting, (await setting.newDatabase()) ?? '')
	const clone = `${databaseName(templateUrl)}_clone`
	setting.atEnd(() => sql`drop database if exists ${sql(clone)}`)
	return {
		...{ name: seedNames.clone, block },
		async run() {
			await sql`create database ${sql(clone)} template ${sql(databaseName(templateUrl))}`
			await sql`drop database ${sql(clone)}`
		},
	}
}
