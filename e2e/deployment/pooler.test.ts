import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Kept, Seed } from '../../src/server/seed/seed-request'
import { type Cluster, createCluster } from './cluster'
import { programs } from './debian'
import { startPgBouncer } from './pgbouncer'
import { type Answer, query, type Server, startServer, statuses } from './server'

const canRun = programs.postgres !== undefined && programs.pgbouncer !== undefined
let cluster: Cluster
beforeAll(async () => {
	if (canRun) cluster = await createCluster()
})
afterAll(() => cluster?.remove())

/**
 * Makes the calls of one caller in turns: reads, writes, violations, which are stored, the status of the run, and keeps,
 * each of which hands the project on to a new lease.
 */
async function callsOf(server: Server, { caller, count }: { caller: number; count: number }) {
	const lease = { run: 'pooler', shard: 0, worker: caller }
	const project_id = randomUUID()
	const answers: Answer[] = [await server.seed({ project_id, lease })]
	const seed = answers[0]?.body as Seed
	const headers = { 'x-seed-lease': seed.lease_id ?? '' }
	const foreign = randomUUID()
	await server.seed({ project_id: foreign })
	const kinds = [
		() => server.call(query('fact.list', { projectId: project_id }), { headers }),
		() => server.call(query('project.list', {}), { headers }),
		() => server.health(),
		() => server.call(query('fact.list', { projectId: foreign }), { headers }),
		() =>
			server.call('trpc/project.rename', {
				headers,
				body: { projectId: project_id, title: 'Renamed' },
			}),
		() => server.call('v1/test/status?run=pooler'),
		() => server.seed({ project_id: foreign }),
		async () => {
			const answer = await server.call('v1/test/keep', { body: { project_id, lease } })
			headers['x-seed-lease'] = (answer.body as Kept).lease_id ?? 'nothing was kept'
			return answer
		},
	]
	while (answers.length < count) {
		const kind = kinds[answers.length % kinds.length]
		if (kind) answers.push(await kind())
	}
	return answers
}

describe.runIf(canRun)('behind PgBouncer in transaction mode', () => {
	it.each([1, 2, 20])(
		'with a pool of %i, 2,000 calls by 40 callers are all answered',
		async (poolSize) => {
			const database = await cluster.createDatabase(`pooled_${poolSize}`)
			const pooler = await startPgBouncer(database, { poolSize })
			const server = await startServer(pooler.url)
			const callers = Array.from({ length: 40 }, (_, caller) => caller)
			const answers = (
				await Promise.all(callers.map((caller) => callsOf(server, { caller, count: 50 })))
			).flat()
			const refused = answers.filter(({ status }) => status === 409)
			expect(answers).toHaveLength(2_000)
			// Every eighth call of a caller touches a project that is not its own.
			expect(statuses(answers)).toEqual({ 200: 2_000 - refused.length, 409: refused.length })
			expect(refused).toHaveLength(40 * 6)
			const health = await server.health()
			expect(health).toMatchObject({ status: 200 })
			expect(health.durationMs).toBeLessThan(1_000)
			expect(await server.stop()).toBe(0)
			await pooler.stop()
		},
	)

	it('five servers at once on a pool of one start within 15 seconds, and again once the database is migrated', async () => {
		const database = await cluster.createDatabase('started')
		const pooler = await startPgBouncer(database, { poolSize: 1 })
		for (const round of ['new', 'migrated']) {
			const startedAt = performance.now()
			const servers = await Promise.all(Array.from({ length: 5 }, () => startServer(pooler.url)))
			expect(performance.now() - startedAt, round).toBeLessThan(15_000)
			const answers = await Promise.all(servers.map((server) => server.seed()))
			expect(statuses(answers), round).toEqual({ 200: 5 })
			await Promise.all(servers.map((server) => server.stop()))
		}
		await pooler.stop()
	})
})
