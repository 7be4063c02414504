import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TransactionSql } from 'postgres'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Seed } from '../../src/server/seed/seed-request'
import { type Cluster, createCluster } from './cluster'
import { programs } from './debian'
import { query, type Server, startServer, statuses } from './server'

const canRun = programs.postgres !== undefined
let cluster: Cluster
let database: string
let server: Server
beforeAll(async () => {
	if (!canRun) return
	cluster = await createCluster()
	database = await cluster.createDatabase('waited_for')
	server = await startServer(database)
})
afterAll(async () => {
	await server?.stop()
	await cluster?.remove()
})

/** Runs `hold` in a transaction of somebody else, and `meanwhile` while it is open. Then the transaction commits. */
async function whileHeld(
	hold: (other: TransactionSql) => Promise<unknown>,
	meanwhile: (other: TransactionSql) => Promise<void>,
): Promise<void> {
	const client = postgres(database, { max: 1 })
	try {
		await client.begin(async (other) => {
			await hold(other)
			await meanwhile(other)
		})
	} finally {
		await client.end()
	}
}

describe.runIf(canRun)('while another transaction holds a project', () => {
	it('health answers though twelve seeds wait for the project, a change answers 503 with a reason, and the seeds succeed in the end', async () => {
		const { project_id } = (await server.seed()).body as Seed
		const seeding: ReturnType<Server['seed']>[] = []
		await whileHeld(
			(other) => other`select 1 from projects where id = ${project_id} for update`,
			async () => {
				seeding.push(...Array.from({ length: 12 }, () => server.seed({ project_id })))
				await sleep(1_000)
				const health = await server.health()
				expect(health).toMatchObject({ status: 200 })
				expect(health.durationMs).toBeLessThan(1_000)
			},
		)
		expect(statuses(await Promise.all(seeding))).toEqual({ 200: 12 })
		await whileHeld(
			(other) => other`select 1 from projects where id = ${project_id} for update`,
			async () => {
				const body = { projectId: project_id, title: 'Waits' }
				const renaming = await server.call('trpc/project.rename', { body })
				expect(renaming).toMatchObject({ status: 503, retryAfter: '1' })
				expect(JSON.stringify(renaming.body)).toContain('more than 5 seconds. Nothing was stored')
				expect(renaming.durationMs).toBeLessThan(8_000)
			},
		)
	})

	it('a read that waits for a table answers 503 with a reason', async () => {
		const { project_id } = (await server.seed()).body as Seed
		await whileHeld(
			(other) => other`lock table facts in access exclusive mode`,
			async () => {
				const listing = await server.call(query('fact.list', { projectId: project_id }))
				expect(listing).toMatchObject({ status: 503, retryAfter: '1' })
				expect(JSON.stringify(listing.body)).toContain('more than 5 seconds')
				expect(await server.health()).toMatchObject({ status: 200 })
			},
		)
	})

	it('a seed that loses a deadlock is made again, and no text of the seed is in the log', async () => {
		const { project_id } = (await server.seed()).body as Seed
		const seeding: ReturnType<Server['seed']>[] = []
		await whileHeld(
			(other) => other`select 1 from projects where id = ${project_id} for update`,
			async (other) => {
				seeding.push(server.seed({ project_id }))
				await sleep(400)
				await other`update workspaces set name = 'Mine' where id = ${project_id}`
			},
		)
		expect(statuses(await Promise.all(seeding))).toEqual({ 200: 1 })
		const [row] = await cluster.sql<{ deadlocks: number }[]>`
			select deadlocks::int from pg_stat_database where datname = 'waited_for'`
		expect(row?.deadlocks).toBeGreaterThan(0)
		expect(server.output()).not.toMatch(/Pedestrians|params:|Failed query/)
	})
})

describe.runIf(canRun)('a role whose transactions have another isolation level by default', () => {
	it.each(['repeatable read', 'serializable'])(
		'as %s, seeds at once all succeed',
		async (level) => {
			await cluster.sql.unsafe(`alter role postgres set default_transaction_isolation = '${level}'`)
			const strict = await startServer(database)
			const project_id = randomUUID()
			const ofOne = Array.from({ length: 8 }, () => strict.seed({ project_id }))
			const ofOthers = Array.from({ length: 8 }, () => strict.seed())
			expect(statuses(await Promise.all([...ofOne, ...ofOthers]))).toEqual({ 200: 16 })
			await strict.stop()
			await cluster.sql.unsafe('alter role postgres reset default_transaction_isolation')
		},
	)
})
