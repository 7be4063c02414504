import { z } from 'zod'
import { storableText } from '../text-input'

const uuid = z.uuid().toLowerCase()
const slotNumber = z.int().min(0)

/** 1 to 64 characters of `A-Za-z0-9._-`. */
export const RunName = z
	.string()
	.regex(/^[A-Za-z0-9._-]{1,64}$/, 'Invalid run: 1 to 64 characters of A-Za-z0-9._-')

export const LeaseRequest = z.strictObject({
	run: RunName,
	/** 0: not sharded. */
	shard: slotNumber,
	worker: slotNumber,
	/** The test's title. */
	label: storableText(200).optional(),
	ttl_minutes: z.int().min(1).max(10_080).optional(),
})

export const SeedRequest = z
	.strictObject({
		project_id: uuid.optional(),
		source_id: uuid.optional(),
		workspace_id: uuid.optional(),
		facts_count: z.int().min(0).max(100_000).default(3),
		scenario: z.enum(['research', 'review']).default('research'),
		reset: z.boolean().default(true),
		lease: LeaseRequest.optional(),
	})
	.prefault({})

export const SeedResponse = z.object({
	status: z.literal('ok'),
	message: z.string(),
	workspace_id: z.uuid(),
	project_id: z.uuid(),
	source_id: z.uuid(),
	/** Counted in the database after the call. */
	facts_count: z.int(),
	lease_id: z.uuid().nullable(),
	/** SHA-256 of the project's whole content, in hex. */
	content_hash: z.string(),
	/** Milliseconds in the database, first statement to commit. */
	seed_ms: z.number(),
})

export const CleanupRequest = z
	.strictObject({
		project_id: uuid.optional(),
		run: RunName.optional(),
		shard: slotNumber.optional(),
	})
	.refine((input) => (input.project_id === undefined) !== (input.run === undefined), {
		path: ['project_id'],
		message: 'Give exactly one of project_id and run',
	})
	.refine((input) => input.shard === undefined || input.run !== undefined, {
		path: ['shard'],
		message: 'shard goes with run',
	})

export const CleanupResponse = z.object({
	status: z.literal('ok'),
	/** In projects. */
	deleted: z.int(),
})

export const StatusRequest = z
	.strictObject({
		run: RunName.optional(),
		project_id: uuid.optional(),
		/** Of the violations those of this lease only. */
		lease_id: uuid.optional(),
	})
	.prefault({})

const Timings = z.object({
	count: z.int(),
	p50_ms: z.number().nullable(),
	p95_ms: z.number().nullable(),
})

export const StatusResponse = z.object({
	status: z.literal('ok'),
	e2e_mode: z.boolean(),
	schema: z.enum(['current', 'behind', 'ahead']),
	database: z.object({ kind: z.enum(['postgresql', 'embedded']), version: z.string() }),
	build_id: z.string(),
	/** 40 hex digits, `-dirty` behind them where files had been changed; null where neither Vercel nor git told it. */
	commit: z.string().nullable(),
	/** The newest 1,000 at most, of the run or of all runs. */
	live_leases: z.array(
		z.object({
			lease_id: z.uuid(),
			project_id: z.uuid(),
			run: z.string(),
			shard: z.int(),
			worker: z.int(),
			label: z.string().nullable(),
			expires_at: z.string(),
		}),
	),
	/** The oldest 100 at most. */
	violations: z.array(
		z.object({
			code: z.string(),
			message: z.string(),
			procedure: z.string(),
			lease_id: z.uuid().nullable(),
			run: z.string(),
			shard: z.int(),
			worker: z.int(),
		}),
	),
	violations_count: z.int(),
	/** Milliseconds of the leased seeds that are still stored. */
	seeds: Timings,
	seeds_by_worker: z.array(
		Timings.extend({
			shard: z.int(),
			worker: z.int(),
			/** Different labels among them. */
			labels: z.int(),
		}),
	),
	/** Of the project asked for; null without one or when it does not exist. */
	content_hash: z.string().nullable(),
})

export type SeedInput = z.input<typeof SeedRequest>
export type Seed = z.output<typeof SeedResponse>
export type SeedCommand = z.output<typeof SeedRequest>
export type CleanupCommand = z.output<typeof CleanupRequest>
export type Status = z.output<typeof StatusResponse>
