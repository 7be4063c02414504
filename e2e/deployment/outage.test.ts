import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Seed } from '../../src/server/seed/seed-request'
import { type Cluster, createCluster } from './cluster'
import { programs } from './debian'
import { type Answer, query, type Server, startServer, statuses } from './server'

const canRun = programs.postgres !== undefined
let cluster: Cluster
let server: Server
let database: string
beforeAll(async () => {
	if (!canRun) return
	cluster = await createCluster()
	database = await cluster.createDatabase('restarted')
	server = await startServer(database)
})
afterAll(async () => {
	await server?.stop()
	await cluster?.remove()
})

/** Seeds, once more each time that a busy server says 503 and when to come again. */
async function seedOnce(request: object): Promise<Answer> {
	const answer = await server.seed(request)
	if (answer.status !== 503) return answer
	await sleep(Number(answer.retryAfter) * 1_000)
	return seedOnce(request)
}

/** Seeds the project of a person and that of a worker. */
async function prepare() {
	const seed = (await seedOnce({ project_id: randomUUID(), facts_count: 0 })).body as Seed
	const leased = { project_id: randomUUID(), lease: { run: 'outage', shard: 0, worker: 0 } }
	expect(await seedOnce(leased)).toMatchObject({ status: 200 })
	return { seed, leased }
}

/** Lets eight callers call until `done`, one call at a time each: seeds, keeps, reads, health, facts with unique claims. */
async function callUntil(
	done: () => boolean,
	{ seed, leased }: Awaited<ReturnType<typeof prepare>>,
): Promise<{ answers: Answer[]; claims: Map<string, number> }> {
	const projectId = seed.project_id
	const keep = () => server.call('v1/test/keep', { body: leased })
	const claims = new Map<string, number>()
	const addFact = async () => {
		const claim = randomUUID()
		const body = { projectId, sourceId: seed.source_id, claim }
		const answer = await server.call('trpc/fact.add', { body })
		claims.set(claim, answer.status)
		return answer
	}
	const kinds = [
		() => server.seed(),
		addFact,
		() => server.call(query('fact.list', { projectId })),
		() => server.health(),
		addFact,
		() => server.call(query('project.list', {})),
		() => server.call('v1/test/status'),
		keep,
	]
	const answers: Answer[] = []
	const caller = async (_: unknown, first: number) => {
		for (let at = first; !done(); at++) {
			const answer = await kinds[at % kinds.length]?.()
			if (answer) answers.push(answer)
		}
	}
	await Promise.all(Array.from({ length: 8 }, caller))
	expect(await keep()).toMatchObject({ status: 200, body: { lease_id: expect.any(String) } })
	return { answers, claims }
}

const restarts: [string, () => Promise<void>][] = [
	[
		'is restarted',
		async () => {
			await cluster.stop('fast')
			await cluster.start()
		},
	],
	[
		'is killed and comes back',
		async () => {
			await cluster.stop('immediate')
			await cluster.start()
		},
	],
	[
		'is away for five seconds',
		async () => {
			await cluster.stop('fast')
			await sleep(5_000)
			await cluster.start()
		},
	],
]

describe.runIf(canRun)('a server whose database', () => {
	it.each(restarts)(
		'%s answers only 503 with Retry-After meanwhile, writes nothing twice, and then uses as many connections as before',
		async (_, restart) => {
			const prepared = await prepare()
			let done = false
			const calling = callUntil(() => done, prepared)
			await sleep(1_000)
			await restart()
			const backAt = performance.now()
			await sleep(6_000)
			done = true
			const { answers, claims } = await calling

			const failed = answers.filter(({ status }) => status !== 200)
			expect(failed.filter(({ status }) => status !== 503)).toEqual([])
			expect(failed.length).toBeGreaterThan(0)
			for (const { retryAfter, body } of failed) {
				expect(retryAfter).toBe('1')
				expect(JSON.stringify(body)).toMatch(
					/SERVICE_UNAVAILABLE.*(database|connection)|(database|connection).*SERVICE_UNAVAILABLE/i,
				)
				expect(JSON.stringify(body)).not.toMatch(/ECONN|CONNECTION_|select|insert|127\.0\.0\.1/)
			}
			const endOf = ({ startedAt, durationMs }: Answer) => startedAt + durationMs
			const open = answers.filter((answer) => answer.startedAt < backAt && endOf(answer) > backAt)
			for (const answer of open)
				expect(endOf(answer) - backAt, 'time since the database is back').toBeLessThan(5_000)
			const late = failed.filter(({ startedAt }) => startedAt > backAt + 5_000)
			expect(late).toEqual([])

			const stored = await storedClaims()
			for (const [claim, status] of claims) {
				const times = stored.get(claim) ?? 0
				if (status === 200) expect(times, 'rows of a fact whose request succeeded').toBe(1)
				else expect(times, 'rows of a fact whose request failed').toBeLessThanOrEqual(1)
			}
			expect(await widthUnderLoad()).toBeGreaterThanOrEqual(10)
		},
	)
})

async function storedClaims(): Promise<Map<string, number>> {
	const postgres = (await import('postgres')).default
	const sql = postgres(database, { max: 1 })
	const rows = await sql<
		{ claim: string; times: number }[]
	>`select claim, count(*)::int as times from facts group by claim`
	await sql.end()
	return new Map(rows.map(({ claim, times }) => [claim, times]))
}

/** How many connections the server uses at once for 60 requests at once. All the requests must succeed. */
async function widthUnderLoad(): Promise<number> {
	let widest = 0
	let done = false
	const watching = (async () => {
		while (!done) {
			const [row] = await cluster.sql<
				{ open: number }[]
			>`select count(*)::int as open from pg_stat_activity where datname = 'restarted'`
			widest = Math.max(widest, row?.open ?? 0)
		}
	})()
	const answers = await Promise.all(Array.from({ length: 60 }, () => server.seed()))
	done = true
	await watching
	expect(statuses(answers)).toEqual({ 200: 60 })
	return widest
}

describe.runIf(canRun)('a database that takes few connections', () => {
	it('answers sixty seeds at once, or says 503 with Retry-After', async () => {
		await cluster.sql.unsafe('create role few login superuser connection limit 4')
		await cluster.sql.unsafe('alter role few nosuperuser')
		await cluster.createDatabase('few')
		await cluster.sql.unsafe('alter database few owner to few')
		const limited = await startServer(cluster.url('few', 'few'))
		const answers = await Promise.all(Array.from({ length: 60 }, () => limited.seed()))
		const refused = answers.filter(({ status }) => status !== 200)
		for (const { status, retryAfter } of refused) expect([status, retryAfter]).toEqual([503, '1'])
		expect(refused.length).toBeLessThan(30)
		expect(await limited.health()).toMatchObject({ status: 200 })
		await limited.stop()
	})
})
