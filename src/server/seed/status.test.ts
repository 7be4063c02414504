import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { callerOf, refusalOf } from '@/testing/caller'
import { openTestDatabase, rowsIn } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed, status } = callerOf(database).testHelpers

describe('the status', () => {
	it('tells mode, schema, database, build, live leases and timings of a run', async () => {
		const lease = { run: 'told', shard: 3, worker: 4, label: 'a test', ttl_minutes: 60 }
		const seeded = await seed({ lease })
		const answer = await status({ run: 'told', project_id: seeded.project_id })
		expect(answer).toEqual({
			...{
				status: 'ok',
				e2e_mode: true,
				schema: 'current',
				build_id: 'test',
				commit: 'c'.repeat(40),
			},
			database: { kind: database.kind, version: expect.stringMatching(/^\d+/) },
			live_leases: [
				{
					...{ lease_id: seeded.lease_id, project_id: seeded.project_id, run: 'told' },
					...{ shard: 3, worker: 4, label: 'a test' },
					expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
				},
			],
			...{ violations: [], violations_count: 0 },
			seeds: { count: 1, p50_ms: expect.any(Number), p95_ms: expect.any(Number) },
			seeds_by_worker: [
				{
					...{ shard: 3, worker: 4, labels: 1, count: 1 },
					...{ p50_ms: expect.any(Number), p95_ms: expect.any(Number) },
				},
			],
			content_hash: seeded.content_hash,
			rows: null,
		})
		const minutes = (Date.parse(answer.live_leases[0]?.expires_at ?? '') - Date.now()) / 60_000
		expect(minutes).toBeGreaterThan(58)
		expect(minutes).toBeLessThan(62)
	})

	it('tells the rows of a project whose lease is asked for too, as digests that only changes change', async () => {
		const lease = { run: 'rows', shard: 0, worker: 0 }
		const { project_id, lease_id } = await seed({ project_id: randomUUID(), lease })
		const rowsOf = async () => (await status({ project_id, lease_id: lease_id ?? '' })).rows
		const before = await rowsOf()
		const sizes = Object.entries(before ?? {}).map(([noun, rows]) => [
			noun,
			Object.keys(rows ?? {}).length,
		])
		expect(Object.fromEntries(sizes)).toEqual({
			...{ workspace: 1, project: 1, source: 1, fact: 3, output: 0 },
		})
		const worker = callerOf(database, { leaseId: lease_id })
		const [factId = ''] = Object.keys(before?.fact ?? {})
		await worker.fact.change({
			projectId: project_id,
			changes: [{ factIds: [factId], set: { removed: true } }],
		})
		const after = await rowsOf()
		expect(after).toMatchObject({ project: before?.project, source: before?.source })
		expect(after?.fact).not.toEqual(before?.fact)
		expect(Object.keys(after?.fact ?? {}).sort()).toEqual(Object.keys(before?.fact ?? {}).sort())
		const further = await worker.testHelpers.seed({ facts_count: 2 })
		const made = await worker.workspace.create({ name: 'Of the test' })
		const all = await rowsOf()
		const added = (noun: string) =>
			Object.keys(all?.[noun] ?? {}).filter((id) => !(id in (after?.[noun] ?? {})))
		expect(added('project')).toEqual([further.project_id])
		expect(added('workspace').sort()).toEqual([further.workspace_id, made.id].sort())
		expect(added('fact')).toHaveLength(2)
		await seed({ project_id, reset: false, facts_count: 2_000, lease })
		expect((await rowsOf())?.fact).toBeNull()
	})

	it('counts replaced leases in the timings but not among the live ones', async () => {
		const request = { project_id: randomUUID(), lease: { run: 'twice', shard: 0, worker: 0 } }
		await seed(request)
		const second = await seed(request)
		const { live_leases, seeds } = await status({ run: 'twice' })
		expect(live_leases.map(({ lease_id }) => lease_id)).toEqual([second.lease_id])
		expect(seeds.count).toBe(2)
	})

	it('has all violations of a lease, also in a run whose list of the first hundred is full', async () => {
		const target = await seed({ lease: { run: 'target', shard: 0, worker: 0 } })
		const worker = async (worker: number) => {
			const own = await seed({ lease: { run: 'full', shard: 0, worker } })
			const caller = callerOf(database, { leaseId: own.lease_id })
			return {
				leaseId: own.lease_id ?? '',
				violate: () => refusalOf(caller.project.get({ projectId: target.project_id })),
			}
		}
		const [noisy, late] = [await worker(0), await worker(1)]
		for (let count = 0; count < 100; count++) await noisy.violate()
		await late.violate()
		const { violations, violations_count } = await status({ run: 'full' })
		expect(violations.map(({ lease_id }) => lease_id)).toEqual(Array(100).fill(noisy.leaseId))
		expect(violations_count).toBe(101)
		expect((await status({ run: 'full', lease_id: late.leaseId })).violations).toMatchObject([
			{ code: 'ISOLATION_VIOLATION', lease_id: late.leaseId, worker: 1 },
		])
	})

	it('is about one shard where it is asked for, also in a run whose list of the first hundred is full', async () => {
		const target = await seed({ lease: { run: 'sharded-target', shard: 0, worker: 0 } })
		const violate = async (shard: number, times: number) => {
			const { lease_id } = await seed({ lease: { run: 'sharded', shard, worker: 0 } })
			const { project } = callerOf(database, { leaseId: lease_id })
			for (let count = 0; count < times; count++)
				await refusalOf(project.get({ projectId: target.project_id }))
			return lease_id
		}
		await violate(1, 100)
		const leaseId = await violate(2, 1)
		const told = await status({ run: 'sharded', shard: 2 })
		expect(told).toMatchObject({ violations_count: 1, seeds: { count: 1 } })
		const own = [told.violations, told.live_leases]
		expect(own.map((list) => list.map(({ lease_id }) => lease_id))).toEqual([[leaseId], [leaseId]])
		expect(told.seeds_by_worker).toMatchObject([{ shard: 2, worker: 0, count: 1 }])
		expect(await refusalOf(status({ shard: 2 }))).toMatchObject({
			code: 'BAD_REQUEST',
			message: expect.stringContaining('shard goes with run'),
		})
	})

	it('is about the leases of a project where no run is asked for', async () => {
		const lease = { run: 'of-project', shard: 0, worker: 0 }
		const { project_id, lease_id } = await seed({ project_id: randomUUID(), lease })
		const other = await seed({ lease: { ...lease, worker: 1 } })
		const caller = callerOf(database, { leaseId: lease_id })
		const second = await caller.testHelpers.seed()
		await refusalOf(caller.project.get({ projectId: other.project_id }))
		for (const id of [project_id, second.project_id]) {
			const told = await status({ project_id: id })
			expect(told).toMatchObject({ violations_count: 1, seeds: { count: 1 } })
			expect(told.violations).toMatchObject([{ lease_id }])
			expect(told.live_leases).toMatchObject([{ lease_id }])
		}
		expect(await status({ project_id: other.project_id })).toMatchObject({
			...{ violations: [], violations_count: 0 },
			live_leases: [{ lease_id: other.lease_id }],
		})
	})

	it('has nothing to tell of an unknown run and project', async () => {
		expect(await status({ run: 'unknown', project_id: randomUUID() })).toMatchObject({
			...{ live_leases: [], violations: [], content_hash: null },
			seeds: { count: 0, p50_ms: null, p95_ms: null },
		})
	})

	it('sees a schema that is behind or ahead', async () => {
		const shift = (by: number) =>
			rowsIn(database, sql`update drizzle.__drizzle_migrations set created_at = created_at + ${by}`)
		await shift(-1)
		expect((await status()).schema).toBe('behind')
		await shift(2)
		expect((await status()).schema).toBe('ahead')
		await shift(-1)
		expect((await status()).schema).toBe('current')
	})
})
