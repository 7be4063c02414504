/** Handing a worker's seed on to the worker's next test. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { callerOf, e2eModeOff, refusalOf } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'
import type { Seed } from './seed-request'

const database = await openTestDatabase({ poolSize: 8 })
const { seed, keep, cleanup, status } = callerOf(database).testHelpers

const run = 'kept'
const first = { run, shard: 0, worker: 0, label: 'the first test' }
const second = { ...first, label: 'the second test' }
type Row = { id: string; expires_at: string }

let own: Seed
let caller: ReturnType<typeof callerOf>

beforeEach(async () => {
	await cleanup({ run })
	own = await seed({ project_id: randomUUID(), lease: first })
	caller = callerOf(database, { leaseId: own.lease_id })
})

const kept = () => keep({ project_id: own.project_id, lease: second })

/** All rows but the leases, without the times at which they expire. */
async function data() {
	const contents = await contentsOf(database, { except: ['violations', 'leases'] })
	return JSON.stringify(contents, (key, value) => (key === 'expires_at' ? undefined : value))
}

describe('a kept seed', () => {
	it('has the lease, which is the next test’s from then on', async () => {
		expect(await kept()).toEqual({
			...{ status: 'ok', lease_id: own.lease_id, content_hash: own.content_hash, facts_count: 3 },
		})
		expect((await status({ run })).live_leases).toMatchObject([
			{ lease_id: own.lease_id, label: 'the second test' },
		])
	})

	it('is as the tests before have left it, also without facts, deleted, or in a deleted workspace', async () => {
		const { project_id: projectId, workspace_id: workspaceId, source_id: sourceId } = own
		const leaves = [
			() => caller.source.rename({ projectId, sourceId, title: 'Renamed by a test' }),
			() => caller.source.remove({ projectId, sourceId }),
			() => caller.project.remove({ projectId }),
			() => caller.workspace.remove({ workspaceId }),
		]
		for (const leave of leaves) {
			await leave()
			const before = await data()
			expect(await kept()).toMatchObject({ lease_id: own.lease_id })
			expect(await data()).toEqual(before)
		}
	})

	it('says how many facts there are now, and their hash', async () => {
		const { project_id: projectId, source_id: sourceId } = own
		await caller.fact.add({ projectId, sourceId, claim: 'A claim of a test' })
		const { facts_count, content_hash } = await kept()
		expect(facts_count).toBe(4)
		expect(content_hash).toBe((await status({ project_id: projectId })).content_hash)
		expect(content_hash).not.toBe(own.content_hash)
	})

	it('expires later, with all that belongs to its lease', async () => {
		const { project_id } = await caller.testHelpers.seed({})
		await keep({ project_id: own.project_id, lease: { ...second, ttl_minutes: 10_080 } })
		const { projects = [] } = (await contentsOf(database)) as Record<string, Row[]>
		const weekAhead = Date.now() + 6 * 24 * 60 * 60_000
		const expiries = projects
			.filter(({ id }) => [own.project_id, project_id].includes(id))
			.map(({ expires_at }) => Date.parse(expires_at))
		expect(expiries).toHaveLength(2)
		for (const expiry of expiries) expect(expiry).toBeGreaterThan(weekAhead)
	})
})

describe('nothing is kept', () => {
	const nothing = { status: 'ok', lease_id: null, content_hash: null, facts_count: 0 }

	it.each([
		['another worker', { ...second, worker: 1 }],
		['another shard', { ...second, shard: 1 }],
		['another run', { ...second, run: 'another-run' }],
	])('of %s where owners do not count, and the lease stays with its test', async (_, lease) => {
		const { testHelpers } = callerOf(database, e2eModeOff)
		expect(await testHelpers.keep({ project_id: own.project_id, lease })).toEqual(nothing)
		expect((await status({ run })).live_leases).toMatchObject([{ label: 'the first test' }])
	})

	it('of a project that is gone, or that has no lease', async () => {
		expect(await keep({ project_id: randomUUID(), lease: second })).toEqual(nothing)
		const { project_id } = await seed({})
		expect(await keep({ project_id, lease: second })).toEqual(nothing)
		await cleanup({ run })
		expect(await kept()).toEqual(nothing)
	})

	it('for a caller that has left, so that its successor has the lease', async () => {
		const left = callerOf(database, { clientHasLeft: async () => true })
		const keeping = left.testHelpers.keep({ project_id: own.project_id, lease: second })
		expect(await refusalOf(keeping)).toMatchObject({ code: 'CLIENT_CLOSED_REQUEST' })
		expect((await status({ run })).live_leases).toMatchObject([{ label: 'the first test' }])
	})
})
