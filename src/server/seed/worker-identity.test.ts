import { describe, expect, it } from 'vitest'
import { localRun, uuidV3 } from '@/isolation/worker-ids'
import { workerIdentity } from './worker-identity'

describe('the identity of a worker', () => {
	const local = (worker: number) => workerIdentity({ run: localRun, shard: 0, worker })

	it.each([
		[0, '000'],
		[1, '001'],
		[100, '100'],
		[999, '999'],
	])('of a local run is readable: worker %i ends with %s', (worker, digits) => {
		expect(local(worker)).toEqual({
			project_id: `123e4567-e89b-12d3-a456-426614174${digits}`,
			source_id: `223e4567-e89b-12d3-a456-426614174${digits}`,
		})
	})

	it.each([1000, -1, 1.5, Number.NaN])('has no place for worker %d in a local run', (worker) => {
		expect(() => local(worker)).toThrow(RangeError)
		expect(() => local(worker)).toThrow(/Worker .* workers 0 to 999.*E2E_RUN_ID/)
	})

	it('goes beyond 999 in a named run', () => {
		expect(workerIdentity({ run: 'ci', shard: 0, worker: 1000 }).project_id).toMatch(
			/^[0-9a-f-]{36}$/,
		)
	})

	it('is the same on every call and on every machine', () => {
		expect(workerIdentity({ run: 'ci-7', shard: 2, worker: 3 })).toEqual({
			project_id: uuidV3('b6d3a0c2-5f1e-4b7a-9c58-2f6f0b9a4e11', 'ci-7/2/3'),
			source_id: uuidV3(uuidV3('b6d3a0c2-5f1e-4b7a-9c58-2f6f0b9a4e11', 'ci-7/2/3'), 'source'),
		})
	})

	it('never meets that of another run, shard or worker', () => {
		const runs = [localRun, 'ci', 'ci-1', 'CI', '1', '1-1', 'a.b', 'a_b']
		const shards = [0, 1, 2, 11, 12]
		const workers = Array.from({ length: 125 }, (_, worker) => worker)
		const ids = runs.flatMap((run) =>
			shards.flatMap((shard) =>
				workers.flatMap((worker) => Object.values(workerIdentity({ run, shard, worker }))),
			),
		)
		expect(new Set(ids).size).toBe(runs.length * shards.length * workers.length * 2)
	})
})
