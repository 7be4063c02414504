import { TRPCError } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { errorShape } from '@/isolation/error-shape'
import { CleanupRequest, SeedRequest, StatusRequest } from './seed-request'

/** The fields that a refusal names; empty when the request is accepted. */
function wrongFields(schema: typeof SeedRequest | typeof CleanupRequest | typeof StatusRequest) {
	return (request: unknown): string[] => {
		const { error } = schema.safeParse(request)
		if (!error) return []
		const shape = errorShape(new TRPCError({ code: 'BAD_REQUEST', cause: error }), undefined)
		return shape.issues?.map(({ path }) => path) ?? []
	}
}

const inSeed = wrongFields(SeedRequest)
const inCleanup = wrongFields(CleanupRequest)
const inStatus = wrongFields(StatusRequest)

describe('a request to seed', () => {
	const worker = { run: 'r', shard: 0, worker: 0 }
	it.each<[unknown, string]>([
		[null, 'body'],
		[[], 'body'],
		['{}', 'body'],
		[3, 'body'],
		[{ project_id: 'x' }, 'project_id'],
		[{ project_id: null }, 'project_id'],
		[{ source_id: 7 }, 'source_id'],
		[{ workspace_id: '' }, 'workspace_id'],
		[{ facts_count: '3' }, 'facts_count'],
		[{ facts_count: 2.5 }, 'facts_count'],
		[{ facts_count: -1 }, 'facts_count'],
		[{ facts_count: 100_001 }, 'facts_count'],
		[{ facts_count: Number.POSITIVE_INFINITY }, 'facts_count'],
		[{ facts_count: true }, 'facts_count'],
		[{ scenario: 'Research' }, 'scenario'],
		[{ scenario: ['review'] }, 'scenario'],
		[{ reset: 'false' }, 'reset'],
		[{ reset: 0 }, 'reset'],
		[{ factsCount: 3 }, 'factsCount'],
		[{ lease: {} }, 'lease.run'],
		[{ lease: { ...worker, run: '' } }, 'lease.run'],
		[{ lease: { ...worker, run: 'a/b' } }, 'lease.run'],
		[{ lease: { ...worker, run: 'a\n' } }, 'lease.run'],
		[{ lease: { ...worker, run: 'a'.repeat(65) } }, 'lease.run'],
		[{ lease: { ...worker, shard: -1 } }, 'lease.shard'],
		[{ lease: { ...worker, worker: '0' } }, 'lease.worker'],
		[{ lease: { ...worker, worker: 2 ** 53 } }, 'lease.worker'],
		[{ lease: { ...worker, label: 'a'.repeat(201) } }, 'lease.label'],
		[{ lease: { ...worker, label: 'a\0' } }, 'lease.label'],
		[{ lease: { ...worker, label: '\ud800' } }, 'lease.label'],
		[{ lease: { ...worker, ttl_minutes: 0 } }, 'lease.ttl_minutes'],
		[{ lease: { ...worker, ttl_minutes: 10_081 } }, 'lease.ttl_minutes'],
		[{ lease: { ...worker, ttl: 5 } }, 'lease.ttl'],
	])('%j is refused with the name of the field, %s', (request, field) => {
		expect(inSeed(request)).toContain(field)
	})

	it.each<unknown>([
		undefined,
		{},
		{ facts_count: 0 },
		{ facts_count: 100_000, scenario: 'review', reset: false },
		{ project_id: '123E4567-E89B-12D3-A456-426614174000' },
		{ lease: worker },
		{ lease: { run: 'a'.repeat(64), shard: 2 ** 53 - 1, worker: 2 ** 53 - 1 } },
		{ lease: { ...worker, run: 'A-z0._', label: '𝛥'.repeat(100), ttl_minutes: 10_080 } },
	])('%j is accepted', (request) => {
		expect(inSeed(request)).toEqual([])
	})

	it('names every field that is wrong', () => {
		expect(inSeed({ reset: 1, scenario: 2, lease: { run: '' }, extra: 0 }).sort()).toEqual(
			['extra', 'lease.run', 'lease.shard', 'lease.worker', 'reset', 'scenario'].sort(),
		)
	})
})

describe('a request to clean up', () => {
	const project_id = '123e4567-e89b-12d3-a456-426614174000'
	it.each<[unknown, string]>([
		[undefined, 'body'],
		[{}, 'project_id'],
		[{ project_id, run: 'r' }, 'project_id'],
		[{ project_id, shard: 1 }, 'shard'],
		[{ shard: 1 }, 'shard'],
		[{ run: 'r', shard: '1' }, 'shard'],
		[{ run: 'r', worker: 1 }, 'worker'],
		[{ run: '' }, 'run'],
		[{ project_id: 'x' }, 'project_id'],
	])('%j is refused with the name of the field, %s', (request, field) => {
		expect(inCleanup(request)).toContain(field)
	})

	it('has exactly one of the two selectors', () => {
		for (const request of [{ project_id }, { run: 'r' }, { run: 'r', shard: 0 }])
			expect(inCleanup(request)).toEqual([])
	})
})

describe('a request for the status', () => {
	it('may name a run and a project, and nothing else', () => {
		expect(inStatus(undefined)).toEqual([])
		expect(inStatus({ run: 'r', project_id: '123e4567-e89b-12d3-a456-426614174000' })).toEqual([])
		expect(inStatus({ run: 'a b' })).toEqual(['run'])
		expect(inStatus({ project_id: 'x' })).toEqual(['project_id'])
		expect(inStatus({ shard: 0 })).toEqual(['shard'])
	})
})
