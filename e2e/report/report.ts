/** What one test did: one per attempt. Times are milliseconds since the epoch, of the runner's clock. */
export type TestRecord = {
	/** Unique per attempt: project › file › title (repetition 2) (retry 1). */
	label: string
	shard: number
	/** Playwright's parallelIndex: the slot. */
	worker: number
	/** Playwright's workerIndex: a worker that is started again has a new one. */
	process: number
	startedAt: number
	/** null: the worker ended in the middle of the test. */
	endedAt: number | null
	status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted' | null
	/** Whether the status is what the test expects. */
	expected: boolean
	seeds: SeedRecord[]
	hashAfter: string | null
	/** By table: rows that the test added, changed and removed; null where it was not compared. */
	changes: Record<string, { added: number; changed: number; removed: number }> | null
	violations: { at: number; code: string; message: string }[]
}

export type SeedRecord = {
	startedAt: number
	endedAt: number
	/** Milliseconds in the database. */
	seedMs: number
	/** Whether the data of the worker's earlier tests was kept, and nothing was seeded. */
	kept: boolean
	projectId: string
	leaseId: string | null
	contentHash: string
}

export type WorkerReport = {
	worker: number
	seeds: number
	tests: number
	p50_ms: number | null
	p95_ms: number | null
	/** The hashes of the worker's project at the end of the run and after the cleanup; null where the project is gone. */
	hash_before: string | null
	hash_after: string | null
	violations: number
}

export type StoredViolation = {
	code: string
	message: string
	procedure: string
	lease_id: string | null
	run: string
	shard: number
	worker: number
	label: string | null
	created_at: string
}

/** What one shard of a run did. */
export type IsolationReport = {
	run: string
	/** 0: not sharded. */
	shard: number
	database: { kind: string; version: string }
	commit: string | null
	startedAt: number
	endedAt: number
	workers: WorkerReport[]
	violations: StoredViolation[]
	tests: TestRecord[]
}
