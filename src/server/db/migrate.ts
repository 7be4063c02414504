import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { causesOf } from '../sql-state'
import { tlsFailure } from './address-tls'
import { type Database, queryRows, type Tx } from './client'

const migrationLock = 0x61727466

/** The `drizzle` folder of the directory that the server was started in. */
function migrationsFolder(): string {
	return path.join(process.cwd(), 'drizzle')
}

/**
 * Brings the database up to date. Any number of servers may start at once, also on a pool of one connection: a server
 * that has nothing to do takes no lock, and the lock and the work are in one transaction.
 */
export async function migrate(database: Database): Promise<void> {
	const { schema } = database
	try {
		const state = await database.run('migration', (tx) => schemaState(tx, schema))
		if (state !== 'behind') return
		await database.run('migration', async (tx) => {
			await tx.execute(sql`select pg_advisory_xact_lock(${migrationLock})`)
			// Another server may have migrated while this one waited for the lock.
			await applyMigrations(tx, { newerThan: await lastApplied(tx, schema), schema })
		})
	} catch (error) {
		if (database.kind === 'embedded') throw error
		throw new Error(
			`The database of DATABASE_URL could not be prepared: ${withoutStop(reasonOf(error))}. Check that the server runs, that the database exists and that the user may create tables.`,
			{ cause: error },
		)
	}
}

type Migrations = { newerThan: number; schema: Database['schema'] }

/** Applies and records migrations as drizzle-kit's migrator does, which would take another connection than the lock's. */
async function applyMigrations(tx: Tx, { newerThan, schema }: Migrations): Promise<void> {
	await tx.execute(sql`create schema if not exists ${sql.identifier(accountSchema(schema))}`)
	await tx.execute(sql`create table if not exists ${accountOf(schema)} (
		id serial primary key, hash text not null, created_at bigint)`)
	for (const migration of readMigrationFiles({ migrationsFolder: migrationsFolder() })) {
		const { folderMillis, hash } = migration
		if (folderMillis <= newerThan) continue
		for (const statement of migration.sql) await tx.execute(sql.raw(inSchema(statement, schema)))
		await tx.execute(
			sql`insert into ${accountOf(schema)} (hash, created_at) values (${hash}, ${folderMillis})`,
		)
	}
}

// The schema `public` is the default, so that naming it changes nothing.
const accountSchema = (schema: Database['schema']) =>
	schema === null || schema === 'public' ? 'drizzle' : schema
const accountTable = '__drizzle_migrations'
const accountOf = (schema: Database['schema']) =>
	sql`${sql.identifier(accountSchema(schema))}.${sql.identifier(accountTable)}`

/** drizzle-kit writes the schema that it knows into types and references. */
function inSchema(statement: string, schema: Database['schema']): string {
	if (schema === null) return statement
	return statement.replaceAll('"public".', `"${schema.replaceAll('"', '""')}".`)
}

/** The time (Unix milliseconds) of the newest migration in the database; 0 where the database has none. */
async function lastApplied(tx: Tx, schema: Database['schema']): Promise<number> {
	// `to_regclass` reads no table, so that it may answer from the time before the wait for the lock.
	const [account] = await queryRows<{ exists: boolean }>(
		tx,
		sql`select exists (select from pg_tables
			where schemaname = ${accountSchema(schema)} and tablename = ${accountTable})`,
	)
	if (!account?.exists) return 0
	const [newest] = await queryRows<{ applied: string | null }>(
		tx,
		sql`select max(created_at)::text as applied from ${accountOf(schema)}`,
	)
	return Number(newest?.applied ?? 0)
}

export type SchemaState = 'current' | 'behind' | 'ahead'

/** Compares the newest migration on disk with the newest one that the database has. */
export async function schemaState(tx: Tx, schema: Database['schema']): Promise<SchemaState> {
	const journal = JSON.parse(
		await readFile(path.join(migrationsFolder(), 'meta', '_journal.json'), 'utf8'),
	) as { entries: { when: number }[] }
	const newest = Math.max(...journal.entries.map((entry) => entry.when))
	const applied = await lastApplied(tx, schema)
	if (applied < newest) return 'behind'
	return applied > newest ? 'ahead' : 'current'
}

/** The innermost message: the outer messages only quote the failed query. */
function reasonOf(error: unknown): string {
	const [innermost] = causesOf(error).reverse()
	const failure = innermost && tlsFailure(innermost)
	if (failure) return failure
	return typeof innermost?.message === 'string' ? innermost.message : String(error)
}

/** Takes off the sentence that nothing was stored, which means nothing at a start. */
function withoutStop(reason: string): string {
	return reason.replace(/\.?( Nothing was stored.*)?$/, '')
}
