import { z } from 'zod'
import {
	IsolationStatus,
	LeaseRequest,
	LiveLease,
	RowId,
	RunName,
	SlotNumber,
} from '@/isolation/protocol'

export const SeedRequest = z
	.strictObject({
		project_id: RowId.optional(),
		source_id: RowId.optional(),
		workspace_id: RowId.optional(),
		facts_count: z.int().min(0).max(100_000).default(3),
		scenario: z.enum(['research', 'review']).default('research'),
		reset: z.boolean().default(true),
		lease: LeaseRequest.optional(),
	})
	.prefault({})

export const SeedResponse = z.object({
	status: z.literal('ok'),
	message: z.string(),
	workspace_id: z.guid(),
	project_id: z.guid(),
	source_id: z.guid(),
	/** The number of facts in the database after the call. */
	facts_count: z.int(),
	lease_id: z.guid().nullable(),
	/** SHA-256 of the project's whole content, in hex. */
	content_hash: z.string(),
	/** Milliseconds in the database, from the first statement to the commit. */
	seed_ms: z.number(),
})

/** A worker's project for the test that `lease.label` names. */
export const KeepRequest = z.strictObject({ project_id: RowId, lease: LeaseRequest })

export const KeepResponse = z.object({
	status: z.literal('ok'),
	/** null: the worker has no live lease on the project, so that nothing was kept. */
	lease_id: z.guid().nullable(),
	/** SHA-256 in hex of the project as the tests before have left it; null where nothing was kept. */
	content_hash: z.string().nullable(),
	facts_count: z.int(),
})

const shardHasRun = ({ run, shard }: { run?: string; shard?: number }) =>
	shard === undefined || run !== undefined

export const CleanupRequest = z
	.strictObject({
		project_id: RowId.optional(),
		run: RunName.optional(),
		shard: SlotNumber.optional(),
	})
	.refine((input) => (input.project_id === undefined) !== (input.run === undefined), {
		path: ['project_id'],
		message: 'Give exactly one of project_id and run',
	})
	.refine(shardHasRun, { path: ['shard'], message: 'shard goes with run' })

export const CleanupResponse = z.object({
	status: z.literal('ok'),
	/** The number of deleted projects. */
	deleted: z.int(),
})

export const StatusRequest = z
	.strictObject({
		run: RunName.optional(),
		shard: SlotNumber.optional(),
		/** Without `run` the answer is about the leases of this project. */
		project_id: RowId.optional(),
		/** Narrows `violations` to this lease. */
		lease_id: RowId.optional(),
	})
	.refine(shardHasRun, { path: ['shard'], message: 'shard goes with run' })
	.prefault({})

export const StatusResponse = IsolationStatus.extend({
	status: z.literal('ok'),
	e2e_mode: z.boolean(),
	schema: z.enum(['current', 'behind', 'ahead']),
	database: z.object({ kind: z.enum(['postgresql', 'embedded']), version: z.string() }),
	build_id: z.string(),
	/** 40 hex digits, with `-dirty` where files had been changed; null where neither Vercel nor git names a commit. */
	commit: z.string().nullable(),
	/** At most 1,000 leases, of the run or its shard, of the project, or of all runs. */
	live_leases: z.array(LiveLease.extend({ project_id: z.guid() })),
	/** The hash of the requested project; null without a request for one, or where it does not exist. */
	content_hash: z.string().nullable(),
})

export type SeedInput = z.input<typeof SeedRequest>
export type Seed = z.output<typeof SeedResponse>
export type SeedCommand = z.output<typeof SeedRequest>
export type KeepCommand = z.output<typeof KeepRequest>
export type Kept = z.output<typeof KeepResponse>
export type StatusQuestion = z.output<typeof StatusRequest>
export type Status = z.output<typeof StatusResponse>
