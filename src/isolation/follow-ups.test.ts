import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/server/db/client'
import { adapter } from '@/server/seed/adapter'
import { callerOf } from '@/testing/caller'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import type { Adapter } from './adapter'
import { followSeeds } from './follow-seeds'
import { FollowUps } from './follow-ups'

const database = await openTestDatabase()

function server() {
	let transactions = 0
	const counted: Database = {
		...database,
		run(work, transact) {
			transactions += 1
			return database.run(work, transact)
		},
	}
	const followUps = new FollowUps()
	const { seed, status, cleanup } = callerOf(counted, { followUps }).testHelpers
	return { ...{ followUps, seed, status, cleanup }, transactions: () => transactions }
}

const leaseOf = (run: string) => ({ run, shard: 0, worker: 0, label: 'a test' })
const timesOf = (run: string) =>
	rowsIn(database, sql`select label, seed_ms from seed_times where run = ${run}`)

describe('what follows the seeds of a server', () => {
	it('is done after their answers, once for all of them', async () => {
		const { seed, followUps, transactions } = server()
		const seeds = []
		for (let count = 0; count < 3; count++) seeds.push(await seed({ lease: leaseOf('gathered') }))
		expect([transactions(), await timesOf('gathered')]).toEqual([3, []])
		await followUps.settle()
		const times = seeds.map(({ seed_ms }) => ({
			label: 'a test',
			seed_ms: expect.closeTo(seed_ms, 3),
		}))
		expect(await timesOf('gathered')).toEqual(expect.arrayContaining(times))
		expect(transactions()).toBe(4)
	})

	it('is done by itself, too', async () => {
		const { seed } = server()
		await seed({ lease: leaseOf('alone') })
		await expect.poll(() => timesOf('alone')).toHaveLength(1)
	})

	it('is done before the status tells of them, and before a run is cleaned up', async () => {
		const { seed, status, cleanup } = server()
		await seed({ lease: leaseOf('told') })
		expect((await status({ run: 'told' })).seeds.count).toBe(1)
		await seed({ lease: leaseOf('told') })
		await cleanup({ run: 'told' })
		expect(await timesOf('told')).toEqual([])
	})

	it('sweeps four expired seeds for each of them', async () => {
		const { seed, followUps } = server()
		const expired: string[] = []
		for (let count = 0; count < 9; count++) expired.push((await seed()).project_id)
		await followUps.settle()
		await rowsIn(
			database,
			sql`update projects set expires_at = now() - interval '1 second' where id in ${expired}`,
		)
		for (let count = 0; count < 2; count++) await seed()
		await followUps.settle()
		expect(
			await rowsIn(database, sql`select id from projects where expires_at < now()`),
		).toHaveLength(1)
	})

	it('fails without harm to the seeds or to what follows the next ones', async () => {
		const errors: unknown[] = []
		const away = { run: () => Promise.reject(new Error('away')) }
		const noting: Adapter = { ...adapter, onError: (_, error) => errors.push(error) }
		const followUps = new FollowUps()
		const made = { rootId: randomUUID(), lease: leaseOf('away'), seedMs: 1 }
		for (let count = 1; count <= 2; count++) {
			followUps.add(made, (seeds) => followSeeds(noting, away, seeds))
			await followUps.settle()
			expect(errors).toHaveLength(count)
		}
	})
})
