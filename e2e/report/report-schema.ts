import { z } from 'zod'
import type { IsolationReport } from './report'

const time = z.number()
const count = z.number()

const SeedFile = z.object({
	startedAt: time,
	endedAt: time,
	seedMs: z.number(),
	kept: z.boolean(),
	leaseId: z.string().nullable(),
	contentHash: z.string(),
})

const TestFile = z.object({
	testId: z.string(),
	label: z.string(),
	shard: z.number(),
	worker: z.number(),
	process: z.number(),
	startedAt: time,
	endedAt: time.nullable(),
	status: z.enum(['passed', 'failed', 'timedOut', 'skipped', 'interrupted']).nullable(),
	expected: z.boolean(),
	seeds: z.array(SeedFile),
	hashAfter: z.string().nullable(),
	changes: z
		.record(z.string(), z.object({ added: count, changed: count, removed: count }))
		.nullable(),
	violations: z.array(z.object({ at: time, code: z.string(), message: z.string() })),
})

/** An isolation report as it is stored in a file. */
export const IsolationReportFile = z.object({
	run: z.string(),
	shard: z.number(),
	database: z.object({ kind: z.string(), version: z.string() }),
	commit: z.string().nullable(),
	startedAt: time,
	endedAt: time,
	workers: z.array(
		z.object({
			worker: z.number(),
			seeds: count,
			tests: count,
			p50_ms: z.number().nullable(),
			p95_ms: z.number().nullable(),
			hash_before: z.string().nullable(),
			hash_after: z.string().nullable(),
			violations: count,
		}),
	),
	violations: z.array(
		z.object({
			code: z.string(),
			message: z.string(),
			procedure: z.string(),
			lease_id: z.string().nullable(),
			run: z.string(),
			shard: z.number(),
			worker: z.number(),
			label: z.string().nullable(),
			created_at: z.string(),
		}),
	),
	tests: z.array(TestFile),
}) satisfies z.ZodType<IsolationReport>
