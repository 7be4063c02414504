import type { ShardReport } from '../../.github/scripts/isolation-summary.mjs'
import type { IsolationReport } from '../report/report'

type Violation = IsolationReport['violations'][number]

/** A violation in shard 2, as the server stores it. */
export function violation(message: string): Violation {
	return {
		...{ run: 'preview-1-1', shard: 2, worker: 1, lease_id: null },
		...{ code: 'ISOLATION_VIOLATION', procedure: 'fact.list', message },
		...{ label: 'app › a test', created_at: '2026-01-01T12:00:00.000Z' },
	}
}

/** The reports of a shard with two workers. */
export function shardReport(
	shard: number,
	violations: Violation[] = [],
): ShardReport & { isolation: IsolationReport } {
	const workers = [0, 1].map((worker) => ({
		...{ worker, seeds: 3, tests: 2, p50_ms: 7.9, p95_ms: 57 },
		...{ hash_before: '453c768cef41c182', hash_after: null },
		violations: violations.filter((each) => each.worker === worker).length,
	}))
	const database = { kind: 'postgresql', version: '17.2' } as const
	const commit = '95914977cbb1a624ae9a01bebbd9fa32c05a12db'
	return {
		shard,
		isolation: {
			...{ run: 'preview-1-1', shard, database, commit, workers, violations },
			...{ startedAt: 0, endedAt: 60_000, tests: [] },
		},
		tests: { expected: 4, unexpected: 0, flaky: 0, skipped: 1 },
		blobs: [`report-${shard}.zip`],
	}
}
