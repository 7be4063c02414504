import { sql } from 'drizzle-orm'
import {
	type AnyPgColumn,
	bigint,
	boolean,
	index,
	pgTable,
	real,
	text,
	timestamp,
	uuid,
} from 'drizzle-orm/pg-core'

const id = () => uuid('id').primaryKey().defaultRandom()
const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
const slot = () => ({
	run: text('run').notNull(),
	shard: bigint('shard', { mode: 'number' }).notNull(),
	worker: bigint('worker', { mode: 'number' }).notNull(),
})

/**
 * Columns of the root table. `seeded` marks a root of a test, which a seed may reset. `leaseId` names the current
 * lease. After `expiresAt` the sweep may delete the root. A user's own root has false, null and null.
 */
export const rootColumns = () => ({
	seeded: boolean('seeded').notNull().default(false),
	leaseId: uuid('lease_id'),
	expiresAt: timestamp('expires_at', { withTimezone: true }),
})

/**
 * Columns of the group table. `seedRootId` names the seeded root that owns the group, `leaseId` the lease that made
 * the group. A user's own group has neither.
 */
export const groupColumns = (seedRootName = 'seed_root_id') => ({
	seedRootId: uuid(seedRootName),
	leaseId: uuid('lease_id'),
})

/**
 * The column of a child table whose rows users may add to a seeded root. A root with a row that a user added is never
 * reset nor deleted.
 */
export const childColumns = () => ({ seeded: boolean('seeded').notNull().default(false) })

/** The tables of isolation itself. */
export function isolationTables(rootId: () => AnyPgColumn) {
	/**
	 * One row per leased seed. The root's row names its current lease. The other leases are stale; the newest are kept, so
	 * that late requests learn what became of them. For that the current lease of a deleted root is kept for a day,
	 * without a root.
	 */
	const leases = pgTable(
		'leases',
		{
			id: id(),
			rootId: uuid('root_id').references(rootId, { onDelete: 'set null' }),
			...slot(),
			/** The title of the test that has the lease. */
			label: text('label'),
			/** When that test got the lease: a later test of the worker may take it over with the data. */
			takenAt: timestamp('taken_at', { withTimezone: true }).notNull().defaultNow(),
			/** Why the root is gone: `cleaned` or `expired`; null: it is not. */
			ended: text('ended', { enum: ['cleaned', 'expired'] }),
			createdAt: createdAt(),
			expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
		},
		(t) => [
			index('leases_root_idx').on(t.rootId),
			index('leases_run_idx').on(t.run, t.shard, t.worker),
			index('leases_ended_idx').on(t.expiresAt).where(sql`root_id is null`),
		],
	)
	/** One row per request that the guard refused: the worker, the procedure, and the message that the worker got. */
	const violations = pgTable(
		'violations',
		{
			id: id(),
			code: text('code').notNull(),
			message: text('message').notNull(),
			procedure: text('procedure').notNull(),
			leaseId: uuid('lease_id'),
			...slot(),
			label: text('label'),
			createdAt: createdAt(),
		},
		(t) => [
			index('violations_run_idx').on(t.run, t.shard),
			index('violations_lease_idx').on(t.leaseId),
			index('violations_created_idx').on(t.createdAt),
		],
	)
	/** One row per seed that gave a lease: how long it took. Kept until the run is cleaned up, for a day at most. */
	const seedTimes = pgTable(
		'seed_times',
		{
			id: id(),
			/** No reference, because the time outlives the root. */
			rootId: uuid('root_id').notNull(),
			...slot(),
			label: text('label'),
			/** Milliseconds in the database, from the first statement to the commit. */
			seedMs: real('seed_ms').notNull(),
			createdAt: createdAt(),
		},
		(t) => [
			index('seed_times_run_idx').on(t.run, t.shard, t.worker),
			index('seed_times_root_idx').on(t.rootId),
			index('seed_times_created_idx').on(t.createdAt),
		],
	)
	return { leases, violations, seedTimes }
}
