import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localRun, uuidV3, workerIdentity } from './worker-ids'

const dnsNamespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

describe('uuidV3', () => {
	it('gives the version 3 UUID of appendix A.2 of RFC 9562', () => {
		expect(uuidV3(dnsNamespace, 'www.example.com')).toBe('5df41881-3aed-3515-88a7-2f4a814cf09e')
	})

	it('always carries version 3 and the RFC variant', () => {
		fc.assert(
			fc.property(fc.uuid(), fc.string({ unit: 'binary' }), (namespace, name) => {
				expect(uuidV3(namespace, name)).toMatch(
					/^[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
				)
			}),
		)
	})
})

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
