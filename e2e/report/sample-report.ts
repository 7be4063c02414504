import type { IsolationReport, SeedRecord, StoredViolation, TestRecord } from './report'

/** The moment at which the run of a sample begins. */
export const sampleStart = Date.UTC(2025, 5, 12, 9, 30)

/** A test of worker 0, from one second after the start on, for a second. */
export function sampleTest(given: Partial<TestRecord> = {}): TestRecord {
	const startedAt = given.startedAt ?? sampleStart + 1_000
	const label = given.label ?? 'app › fact.spec.ts › a fact is kept'
	return {
		...{ testId: label, label, shard: 0, worker: 0, process: 0 },
		...{ startedAt, endedAt: startedAt + 1_000, status: 'passed', expected: true },
		...{ seeds: [sampleSeed({ startedAt: startedAt + 10 })], hashAfter: 'b'.repeat(64) },
		...{ changes: { facts: { added: 1, changed: 2, removed: 0 } }, violations: [] },
		...given,
	}
}

export function sampleSeed(given: Partial<SeedRecord> = {}): SeedRecord {
	const startedAt = given.startedAt ?? sampleStart
	return {
		...{ startedAt, endedAt: startedAt + 15, seedMs: 7.9, kept: false },
		...{ leaseId: null, contentHash: 'a'.repeat(64) },
		...given,
	}
}

/** So many tests on so many workers, each worker's one after the other. */
export function sampleTests(workers: number, perWorker: number): TestRecord[] {
	return Array.from({ length: workers * perWorker }, (_, at) =>
		sampleTest({
			...{ label: `app › fact.spec.ts › test ${at}`, worker: at % workers, process: at % workers },
			startedAt: sampleStart + 1_000 + Math.floor(at / workers) * 1_100,
		}),
	)
}

export function sampleViolation(given: Partial<StoredViolation> = {}): StoredViolation {
	return {
		...{ code: 'ISOLATION_VIOLATION', message: 'Worker 1 touched what belongs to worker 0.' },
		...{ procedure: 'fact.list', lease_id: 'another', label: null },
		...{ run: 'local', shard: 0, worker: 1 },
		...{ created_at: new Date(sampleStart + 1_500).toISOString() },
		...given,
	}
}

/** A report of the tests, which lasts until a second after the last of them. */
export function sampleReport(
	tests: TestRecord[],
	given: Partial<IsolationReport> = {},
): IsolationReport {
	const workers = [...new Set(tests.map(({ worker }) => worker))].map((worker) => {
		const own = tests.filter((test) => test.worker === worker)
		return {
			...{ worker, seeds: own.length + 1, tests: own.length, p50_ms: 7.9, p95_ms: 57 },
			...{ hash_before: 'c'.repeat(64), hash_after: null, violations: 0 },
		}
	})
	const ends = tests.map(({ startedAt, endedAt }) => endedAt ?? startedAt)
	return {
		...{ run: 'local', shard: 0, database: { kind: 'embedded', version: '18.6' }, commit: null },
		...{ startedAt: sampleStart, endedAt: Math.max(sampleStart, ...ends) + 1_000 },
		...{ workers, violations: [], tests },
		...given,
	}
}
