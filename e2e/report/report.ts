import type { TestRecord } from '../isolation/test-record'

export type { SeedRecord, TestRecord } from '../isolation/test-record'

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
