/** What a late request is told about its lease, and for how long. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { callerOf, e2eModeOff, refusalOf } from '@/testing/caller'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import type { Seed } from './seed-request'

const database = await openTestDatabase()
const { seed, cleanup, status } = callerOf(database).testHelpers
const anybody = callerOf(database, e2eModeOff).testHelpers

let lease = { run: '', shard: 0, worker: 0, label: 'the first test' }
const other = { run: 'another', shard: 2, worker: 5, label: 'their test' }
const expire = (table: 'projects' | 'leases', { project_id }: Seed) =>
	rowsIn(
		database,
		table === 'projects'
			? sql`update projects set expires_at = now() - interval '1 second' where id = ${project_id}`
			: sql`update leases set expires_at = now() - interval '1 second' where root_id = ${project_id}`,
	)

let own: Seed
beforeEach(async () => {
	lease = { ...lease, run: randomUUID() }
	own = await seed({ project_id: randomUUID(), lease })
})

const late = () =>
	refusalOf(callerOf(database, { leaseId: own.lease_id }).fact.list({ projectId: own.project_id }))

const endings: [string, () => Promise<unknown>, string[]][] = [
	[
		'a seed of the same worker',
		() => seed({ project_id: own.project_id, lease: { ...lease, label: 'the next test' } }),
		['of the same worker for its test “the next test”', 'await it', 'E2E_RUN_ID'],
	],
	[
		'a seed of another worker',
		() => anybody.seed({ project_id: own.project_id, lease: other }),
		['taken over by worker 5 of run another, shard 2 in “their test”', 'ids'],
	],
	[
		'a seed of nobody',
		() => anybody.seed({ project_id: own.project_id }),
		['seeded again without a lease'],
	],
	[
		'a clean-up of the project',
		() => anybody.cleanup({ project_id: own.project_id }),
		['was cleaned up', 'Seed again'],
	],
	['a clean-up of the run', () => cleanup({ run: lease.run }), ['was cleaned up', 'Seed again']],
	[
		'the sweep of expired seeds',
		async () => {
			await expire('projects', own)
			await seed()
		},
		['expired and was swept', 'Seed again'],
	],
]

it.each(endings)('%s is named as the end of the lease', async (_, end, told) => {
	await end()
	const { code, message } = await late()
	expect(code).toBe('STALE_LEASE')
	for (const text of [`worker 0 of run ${lease.run} in “the first test”`, ...told])
		expect(message).toContain(text)
	const { violations } = await status({ run: lease.run })
	expect(violations.at(-1)).toMatchObject({ lease_id: own.lease_id, label: lease.label, message })
})

it('an expired seed may be taken by anybody, and a live one by its owner only', async () => {
	const take = () => seed({ project_id: own.project_id, lease: other })
	expect(await refusalOf(take())).toMatchObject({ code: 'ISOLATION_VIOLATION' })
	await expire('leases', own)
	expect(await take()).toMatchObject({ facts_count: 3 })
})

it('the lease of a deleted seed is forgotten after a day', async () => {
	await cleanup({ run: lease.run })
	own = await seed({ project_id: own.project_id, lease })
	await anybody.cleanup({ project_id: own.project_id })
	const kept = () => rowsIn(database, sql`select id from leases where id = ${own.lease_id}`)
	await seed()
	expect(await kept()).toHaveLength(1)
	await rowsIn(
		database,
		sql`update leases set expires_at = now() - interval '1 second' where id = ${own.lease_id}`,
	)
	await seed()
	expect(await kept()).toEqual([])
	expect((await late()).message).toContain('was never given, or ended long ago')
})

it('a clean-up of a run leaves nothing of the run', async () => {
	await anybody.cleanup({ project_id: own.project_id })
	await late()
	await cleanup({ run: lease.run })
	expect(await rowsIn(database, sql`select id from leases where run = ${lease.run}`)).toEqual([])
	expect(await rowsIn(database, sql`select id from violations where run = ${lease.run}`)).toEqual(
		[],
	)
})

it('a seed whose caller has left changes nothing, so that its successor keeps the lease', async () => {
	const gone = callerOf(database, { clientHasLeft: async () => true }).testHelpers
	const late = gone.seed({ project_id: own.project_id, facts_count: 9, lease })
	expect(await refusalOf(late)).toMatchObject({ httpStatus: 499 })
	expect((await status({ project_id: own.project_id })).content_hash).toBe(own.content_hash)
	const { live_leases } = await status({ run: lease.run })
	expect(live_leases).toMatchObject([{ lease_id: own.lease_id }])
})
