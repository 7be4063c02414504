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
 * Columns of the root table, whose rows are handed out to workers. `seeded` marks what a seed may reset, `leaseId` the
 * lease that owns the row now, `expiresAt` when the sweep may take it. People's own rows have false, null and null.
 */
export const rootColumns = () => ({
	seeded: boolean('seeded').notNull().default(false),
	leaseId: uuid('lease_id'),
	expiresAt: timestamp('expires_at', { withTimezone: true }),
})

/** Columns of the table above the roots. `seedRootId` names the seeded root that owns the row, `leaseId` the lease that created it; people's own rows have neither. */
export const groupColumns = (seedRootName = 'seed_root_id') => ({
	seedRootId: uuid(seedRootName),
	leaseId: uuid('lease_id'),
})

/** The column of a table below the root whose rows people may add to a seeded root: a root that holds such a row is never reset nor deleted. */
export const childColumns = () => ({ seeded: boolean('seeded').notNull().default(false) })

/** The tables of isolation itself; a lease goes with its root. */
export function isolationTables(rootId: () => AnyPgColumn) {
	/** One row per leased seed. The current lease of a root is the one that its row names; the others are stale and serve as timings. */
	const leases = pgTable(
		'leases',
		{
			id: id(),
			rootId: uuid('root_id').notNull().references(rootId, { onDelete: 'cascade' }),
			...slot(),
			/** The test's title. */
			label: text('label'),
			/** Milliseconds in the database, first statement to commit; null until the commit is known. */
			seedMs: real('seed_ms'),
			createdAt: createdAt(),
			expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
		},
		(t) => [
			index('leases_root_idx').on(t.rootId),
			index('leases_run_idx').on(t.run, t.shard, t.worker),
		],
	)
	/** A refused request of a worker: who called, what it called, and the message that the worker got. */
	const violations = pgTable(
		'violations',
		{
			id: id(),
			code: text('code').notNull(),
			message: text('message').notNull(),
			procedure: text('procedure').notNull(),
			leaseId: uuid('lease_id'),
			...slot(),
			createdAt: createdAt(),
		},
		(t) => [
			index('violations_run_idx').on(t.run, t.shard),
			index('violations_lease_idx').on(t.leaseId),
			index('violations_created_idx').on(t.createdAt),
		],
	)
	return { leases, violations }
}
