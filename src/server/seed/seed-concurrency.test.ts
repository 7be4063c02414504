import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { callerOf, e2eModeOff, gateClosed, refusalOf } from '@/testing/caller'
import { contentsOf, rowsOf } from '@/testing/contents'
import { someoneWaitsForALock } from '@/testing/held-open'
import { openTestDatabase, rowsIn, testServerUrl } from '@/testing/test-database'
import { hold } from '@/testing/transactions'
import type { Seed, SeedInput } from './seed-request'

const database = await openTestDatabase({ poolSize: 16 })
const { seed, keep, cleanup, status } = callerOf(database, e2eModeOff).testHelpers
const user = callerOf(database, gateClosed)

/** On a server, as the embedded database runs one transaction after the other. */
describe.runIf(testServerUrl)('a seed that waits for its project', () => {
	it('is refused where its caller leaves meanwhile, so that its successor keeps the lease', async () => {
		const lease = { run: 'left', shard: 0, worker: 0 }
		const own = await seed({ project_id: randomUUID(), lease })
		const release = await hold(
			database,
			sql`select from projects where id = ${own.project_id} for update`,
		)
		let hasLeft = false
		const gone = callerOf(database, { ...e2eModeOff, clientHasLeft: async () => hasLeft })
		const late = refusalOf(gone.testHelpers.seed({ project_id: own.project_id, lease }))
		await someoneWaitsForALock(database)
		hasLeft = true
		await release()
		expect(await late).toMatchObject({ code: 'CLIENT_CLOSED_REQUEST' })
		const { live_leases } = await status({ run: lease.run })
		expect(live_leases).toMatchObject([{ lease_id: own.lease_id }])
	})
})

const times = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index))

/** Reads the project until `work` is done; returns each state that was seen, one line each. */
async function statesSeenDuring(projectId: string, work: Promise<unknown>): Promise<string[]> {
	const seen: string[] = []
	let done = false
	const stop = () => {
		done = true
	}
	work.then(stop, stop)
	const read = async () => {
		while (!done) {
			const [{ content_hash }, page] = await Promise.all([
				status({ project_id: projectId }),
				user.fact.list({ projectId, limit: 200 }),
			])
			seen.push(`hash ${content_hash}`)
			seen.push(`facts ${page.total} ${page.facts.length} ${page.facts.map((f) => f.status)}`)
		}
	}
	await Promise.all(times(4, read))
	await work
	return seen
}

async function stateOf(request: SeedInput): Promise<string[]> {
	const { content_hash, project_id = '' } = await seed(request)
	const page = await user.fact.list({ projectId: project_id, limit: 200 })
	return [
		`hash ${content_hash}`,
		`facts ${page.total} ${page.facts.length} ${page.facts.map((f) => f.status)}`,
	]
}

describe('fifty seeds of one project at once', () => {
	it('all succeed, leave one seed, and no reader sees a part of one', async () => {
		const project_id = randomUUID()
		const request = { project_id, facts_count: 12 }
		const [whole, facts] = await stateOf(request)
		const seeds = Promise.all(times(50, () => seed(request)))
		const seen = await statesSeenDuring(project_id, seeds)
		expect(new Set((await seeds).map((answer) => answer.content_hash)).size).toBe(1)
		expect(new Set(seen)).toEqual(new Set([whole, facts]))
		expect(await rowsOf(database, project_id)).toEqual({
			...{ workspaces: 1, projects: 1, sources: 1, facts: 12, outputs: 0 },
		})
	})

	it('of different kinds are never seen mixed, and the last one stays', async () => {
		const project_id = randomUUID()
		const lease = { run: 'mixed', shard: 0, worker: 0 }
		const requests: SeedInput[] = [
			{ project_id, facts_count: 5 },
			{ project_id, facts_count: 9, scenario: 'review' },
			{ project_id, facts_count: 0, lease },
		]
		const allowed = new Set((await Promise.all(requests.map(stateOf))).flat())
		// stateOf reads after its seed, when another one may have come; each alone is what counts.
		for (const request of requests) for (const state of await stateOf(request)) allowed.add(state)
		const seeds = Promise.all(times(51, (n) => seed(requests[n % 3] ?? {})))
		const seen = await statesSeenDuring(project_id, seeds)
		expect(seen.filter((state) => !allowed.has(state))).toEqual([])
		const { content_hash } = await status({ project_id })
		expect((await seeds).map((answer) => answer.content_hash)).toContain(content_hash)
	})

	it('that add facts lose none and repeat no id', async () => {
		const project_id = randomUUID()
		const answers = await Promise.all(
			times(50, () => seed({ project_id, facts_count: 2, reset: false })),
		)
		const counts = answers.map((answer) => answer.facts_count).sort((one, two) => one - two)
		expect(counts).toEqual(times(50, (n) => (n + 1) * 2))
		expect((await seed({ project_id, facts_count: 100 })).content_hash).toBe(
			answers.find((answer) => answer.facts_count === 100)?.content_hash,
		)
	})
})

describe('six projects at once by eight callers each', () => {
	it('give each project one seed and one hash, and one lease is current', async () => {
		const projects = times(6, () => randomUUID())
		const lease = { run: 'six', shard: 0 }
		const answers = await Promise.all(
			times(8, () =>
				projects.map((project_id, worker) => seed({ project_id, lease: { ...lease, worker } })),
			).flat(),
		)
		for (const project_id of projects) {
			const own = answers.filter((answer) => answer.project_id === project_id)
			expect(new Set(own.map((answer) => answer.content_hash)).size).toBe(1)
			expect(new Set(own.map((answer) => answer.lease_id)).size).toBe(8)
			expect(await rowsOf(database, project_id)).toMatchObject({ projects: 1, facts: 3 })
		}
		const { live_leases, seeds } = await status({ run: 'six' })
		expect(live_leases.map((live) => live.project_id).sort()).toEqual([...projects].sort())
		expect(seeds.count).toBe(48)
	})
})

describe('seeds that meet other work', () => {
	const settled = async (calls: Promise<Seed>[]) => {
		const results = await Promise.allSettled(calls)
		return Promise.all(
			results.map((result) =>
				result.status === 'fulfilled'
					? 'ok'
					: refusalOf(Promise.reject(result.reason)).then(({ code }) => code),
			),
		)
	}

	it('and cleanups of the same project: each call succeeds, and what remains is whole', async () => {
		const project_id = randomUUID()
		const lease = { run: 'swept', shard: 0, worker: 0 }
		const whole = await stateOf({ project_id, lease })
		const work = Promise.all(
			times(30, (n) => {
				if (n % 3 === 0) return cleanup({ project_id })
				return n % 3 === 1 ? cleanup({ run: 'swept' }) : seed({ project_id, lease })
			}),
		)
		const seen: string[] = []
		const reading = (async () => {
			for (let read = 0; read < 20; read++)
				seen.push(`hash ${(await status({ project_id })).content_hash}`)
		})()
		await Promise.all([work, reading])
		expect([...new Set(seen)].filter((state) => !['hash null', whole[0]].includes(state))).toEqual(
			[],
		)
		await seed({ project_id, lease })
		expect(await cleanup({ project_id })).toEqual({ status: 'ok', deleted: 1 })
		expect(await rowsOf(database, project_id)).toEqual({
			...{ workspaces: 0, projects: 0, sources: 0, facts: 0, outputs: 0 },
		})
	})

	it('and tests that keep it, while they change a further seed of theirs: each call succeeds', async () => {
		const project_id = randomUUID()
		const lease = { run: 'kept', shard: 0, worker: 0 }
		const { lease_id } = await seed({ project_id, lease })
		const caller = callerOf(database, { leaseId: lease_id })
		// Its id comes first, so that it is locked first by whoever locks in the order of ids.
		const further = await caller.testHelpers.seed({
			project_id: `00000000${randomUUID().slice(8)}`,
		})
		const rename = () => caller.project.rename({ projectId: further.project_id, title: 'New' })
		const calls = times(48, async (n) => {
			if (n % 2 === 0) await rename()
			else expect((await keep({ project_id, lease })).lease_id).toBe(lease_id)
		})
		await Promise.all(calls)
		const answers = await Promise.all(
			times(30, (n) => (n % 3 === 0 ? seed({ project_id, lease }) : keep({ project_id, lease }))),
		)
		const { live_leases } = await status({ run: 'kept' })
		expect(live_leases).toHaveLength(1)
		expect(answers.map((answer) => answer.lease_id)).toContain(live_leases[0]?.lease_id)
		await Promise.all(
			times(6, (n) => (n % 2 ? keep({ project_id, lease }) : cleanup({ run: 'kept' }))),
		)
	})

	it('with changing workspaces and sources: no deadlock reaches a caller', async () => {
		const project_id = randomUUID()
		const [workspaces, sources] = [times(3, () => randomUUID()), times(3, () => randomUUID())]
		const calls = times(48, (n) =>
			seed({ project_id, workspace_id: workspaces[n % 3], source_id: sources[(n + (n >> 2)) % 3] }),
		)
		expect(new Set(await settled(calls))).toEqual(new Set(['ok']))
		expect(await rowsOf(database, project_id)).toMatchObject({ workspaces: 1, sources: 1 })
	})

	it('of projects that want the same workspace and source: one wins, the others are told', async () => {
		const [workspace_id, source_id] = [randomUUID(), randomUUID()]
		const projects = times(8, () => randomUUID())
		const calls = projects.flatMap((project_id) => [
			seed({ project_id, workspace_id }),
			seed({ project_id, source_id }),
		])
		const codes = await settled(calls)
		expect(new Set(codes)).toEqual(new Set(['ok', 'CONFLICT']))
		const { projects: rows = [], workspaces = [] } = await contentsOf(database)
		const owners = rows.filter(
			(row) => (row as { workspace_id: string }).workspace_id === workspace_id,
		)
		expect(owners.length).toBeLessThanOrEqual(1)
		expect(workspaces.length).toBeGreaterThan(0)
	})
})

it('deadlocks that a retry hides do not happen either, as each would cost a second', async () => {
	const [row] = await rowsIn<{ deadlocks: number }>(
		database,
		sql`select deadlocks::int from pg_stat_database where datname = current_database()`,
	)
	expect(row?.deadlocks).toBe(0)
})
