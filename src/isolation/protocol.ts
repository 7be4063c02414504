import { z } from 'zod'
import { storableText } from './storable-text'

/** The name of the header, and of the cookie, that carries a lease. */
export const leaseHeader = 'x-seed-lease'

/** Every id that PostgreSQL takes as a UUID with hyphens, of any version, such as a hand-written one. */
export const RowId = z.guid('Invalid id: 32 hexadecimal digits as 8-4-4-4-12').toLowerCase()
export const SlotNumber = z.int().min(0)

/** 1 to 64 characters of `A-Za-z0-9._-`. */
export const RunName = z
	.string()
	.regex(/^[A-Za-z0-9._-]{1,64}$/, 'Invalid run: 1 to 64 characters of A-Za-z0-9._-')

/** The worker that asks for a lease on a seed. `ttl_minutes` is a day by default. */
export const LeaseRequest = z.strictObject({
	run: RunName,
	/** 0: not sharded. */
	shard: SlotNumber,
	worker: SlotNumber,
	/** The test's title. */
	label: storableText(200).optional(),
	ttl_minutes: z.int().min(1).max(10_080).optional(),
})

export type LeaseRequest = z.output<typeof LeaseRequest>

const Slot = z.object({ run: z.string(), shard: z.int(), worker: z.int() })

/** The current lease of a root; `expires_at` is ISO 8601 in UTC. */
export const LiveLease = Slot.extend({
	lease_id: z.guid(),
	label: z.string().nullable(),
	expires_at: z.string(),
})

const Violation = Slot.extend({
	code: z.string(),
	message: z.string(),
	procedure: z.string(),
	lease_id: z.guid().nullable(),
	/** The title of the test that caused it; null: nobody knows. */
	label: z.string().nullable(),
	/** ISO 8601 in UTC, by the database's clock. */
	created_at: z.string(),
})

const Timings = z.object({
	count: z.int(),
	p50_ms: z.number().nullable(),
	p95_ms: z.number().nullable(),
})

/** The violations and seeds of a run, or of all runs. An application adds fields of its own. */
export const IsolationStatus = z.object({
	/** At most the oldest 100. */
	violations: z.array(Violation),
	violations_count: z.int(),
	/** Milliseconds of the leased seeds that are still stored. */
	seeds: Timings,
	seeds_by_worker: z.array(
		Timings.extend({
			shard: z.int(),
			worker: z.int(),
			/** The number of different labels. */
			labels: z.int(),
		}),
	),
	/**
	 * The digests of the rows of the root and of all that belongs to the lease, by noun and id, where both were asked for.
	 * null for a table with more than 2,000 rows.
	 */
	rows: z.record(z.string(), z.record(z.string(), z.string()).nullable()).nullable(),
})
