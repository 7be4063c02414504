import { randomUUID } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { uuidV3 } from '@/isolation/worker-ids'
import { callerOf, e2eModeOff } from '@/testing/caller'
import { rowsOf } from '@/testing/contents'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import { facts, leases, projects, sources } from '../db/schema'

const database = await openTestDatabase()
const { seed, status } = callerOf(database, e2eModeOff).testHelpers

const project = '123e4567-e89b-12d3-a456-426614174000'
const lease = { run: 'seed-test', shard: 0, worker: 0 }
const factsOf = (projectId: string) =>
	database.run('read', (tx) =>
		tx.select().from(facts).where(eq(facts.projectId, projectId)).orderBy(asc(facts.position)),
	)
const minutesLeft = async (projectId: string) => {
	const [row] = await rowsIn<{ minutes: number }>(
		database,
		sql`select round(extract(epoch from expires_at - now()) / 60)::int as minutes from projects where id = ${projectId}`,
	)
	return row?.minutes
}

describe('a seed without a request', () => {
	it('has the defaults of the contract', async () => {
		const answer = await seed()
		expect(answer).toEqual({
			status: 'ok',
			message: 'Test data seeded successfully',
			workspace_id: answer.project_id,
			project_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			source_id: uuidV3(answer.project_id, 'source'),
			facts_count: 3,
			lease_id: null,
			content_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
			seed_ms: expect.any(Number),
		})
		const made = await factsOf(answer.project_id)
		expect(made.map((fact) => fact.status)).toEqual(['approved', 'approved', 'approved'])
		expect(made.every((fact) => fact.quote !== null)).toBe(true)
		expect(await minutesLeft(answer.project_id)).toBe(24 * 60)
	})

	it('is a new one each time, and an empty object means the same', async () => {
		const answers = [await seed(), await seed(), await seed({})]
		expect(new Set(answers.map((answer) => answer.project_id)).size).toBe(3)
		expect(answers.map((answer) => answer.facts_count)).toEqual([3, 3, 3])
	})
})

describe('a seed of given ids', () => {
	it('uses exactly them', async () => {
		const ids = {
			...{ project_id: randomUUID(), source_id: randomUUID(), workspace_id: randomUUID() },
		}
		expect(await seed(ids)).toMatchObject(ids)
		const [row] = await database.run('read', (tx) =>
			tx.select().from(projects).where(eq(projects.id, ids.project_id)),
		)
		expect(row).toMatchObject({ workspaceId: ids.workspace_id, seeded: true, leaseId: null })
		expect((await factsOf(ids.project_id)).every((f) => f.sourceId === ids.source_id)).toBe(true)
	})

	it('has the hash that every machine and both databases give', async () => {
		const answer = await seed({ project_id: project })
		expect(answer.content_hash).toBe(
			'49f37f0c843ac4de20418faf3e8c9e5602e3fd627f3acc999227bd3265cfe4bf',
		)
		const review = await seed({ project_id: project, scenario: 'review', facts_count: 30 })
		expect(review.content_hash).toBe(
			'8eef4aa4ad88cb55d35005a6162a25e6f14d4c7ba8b36a4e250d9ffce2aa53ba',
		)
	})

	it('lower-cases ids before it uses them', async () => {
		const lower = await seed({ project_id: project })
		const upper = await seed({ project_id: project.toUpperCase() })
		expect(upper).toEqual({ ...lower, seed_ms: expect.any(Number) })
	})

	it('leaves exactly one seed however often it is called, whatever was there before', async () => {
		const once = await seed({ project_id: project, lease })
		await seed({ project_id: project, facts_count: 40, scenario: 'review', lease })
		for (let call = 0; call < 3; call++)
			expect((await seed({ project_id: project, lease })).content_hash).toBe(once.content_hash)
		expect(await rowsOf(database, project)).toEqual({
			...{ workspaces: 1, projects: 1, sources: 1, facts: 3, outputs: 0 },
		})
	})

	it('can have no facts', async () => {
		expect(await seed({ project_id: project, facts_count: 0 })).toMatchObject({ facts_count: 0 })
		expect(await rowsOf(database, project)).toMatchObject({ sources: 1, facts: 0 })
	})

	it('numbers the claims of facts beyond the passages, so that none reads like another', async () => {
		const { facts_count } = await seed({ project_id: project, facts_count: 1_000 })
		const made = await factsOf(project)
		expect(facts_count).toBe(1_000)
		expect(new Set(made.map((fact) => fact.claim)).size).toBe(1_000)
		expect(made.map((fact) => fact.position)).toEqual(made.map((_, index) => index + 1))
		expect(made[999]?.id).toBe(uuidV3(project, 'fact/1000'))
	})

	it('can be as large as 100,000 facts', async () => {
		const large = randomUUID()
		expect(await seed({ project_id: large, facts_count: 100_000 })).toMatchObject({
			facts_count: 100_000,
		})
	})
})

describe('the content hash', () => {
	const hash = async () => (await status({ project_id: project })).content_hash

	it('is that of the seed as long as nothing changes', async () => {
		const seeded = await seed({ project_id: project, lease })
		expect(await hash()).toBe(seeded.content_hash)
		await seed({ project_id: project, lease: { ...lease, worker: 7, label: 'other' } })
		expect(await hash()).toBe(seeded.content_hash)
	})

	it.each([
		['title of the project', sql`update projects set title = 'x' where id = ${project}`],
		['title of a source', sql`update sources set title = 'x' where project_id = ${project}`],
		['text of a source', sql`update sources set text = text || ' ' where project_id = ${project}`],
		[
			'claim',
			sql`update facts set claim = claim || '.' where project_id = ${project} and position = 2`,
		],
		[
			'quote',
			sql`update facts set quote = quote || '.' where project_id = ${project} and position = 2`,
		],
		[
			'offset',
			sql`update facts set quote_end = quote_end + 1 where project_id = ${project} and position = 2`,
		],
		[
			'status',
			sql`update facts set status = 'flagged' where project_id = ${project} and position = 2`,
		],
		['pin', sql`update facts set pinned = true where project_id = ${project} and position = 2`],
		['order', sql`update facts set position = 4 - position where project_id = ${project}`],
		[
			'id of a fact',
			sql`update facts set id = gen_random_uuid() where project_id = ${project} and position = 2`,
		],
		['number of facts', sql`delete from facts where project_id = ${project} and position = 2`],
	])('changes with the %s', async (_, change) => {
		const { content_hash } = await seed({ project_id: project })
		await rowsIn(database, change)
		expect(await hash()).not.toBe(content_hash)
		expect((await seed({ project_id: project })).content_hash).toBe(content_hash)
	})

	it('differs between projects, sources and workspaces of the same facts', async () => {
		const [one, two] = [randomUUID(), randomUUID()]
		const hashes = [
			await seed({ project_id: one }),
			await seed({ project_id: two }),
			await seed({ project_id: one, source_id: randomUUID() }),
			await seed({ project_id: one, workspace_id: randomUUID() }),
		].map((answer) => answer.content_hash)
		expect(new Set(hashes).size).toBe(4)
	})
})

describe('seeded quotes', () => {
	it.each(['research', 'review'] as const)('are verbatim slices in %s', async (scenario) => {
		const { facts_count } = await seed({ project_id: project, scenario, facts_count: 60 })
		const [source] = await database.run('read', (tx) =>
			tx.select().from(sources).where(eq(sources.projectId, project)),
		)
		const made = await factsOf(project)
		expect(made).toHaveLength(facts_count)
		for (const { quote, quoteStart, quoteEnd } of made)
			if (quote !== null) expect(source?.text.slice(quoteStart ?? 0, quoteEnd ?? 0)).toBe(quote)
	})

	it('show an offset that counts bytes or code points instead of UTF-16 units', async () => {
		const [source] = await database.run('read', (tx) =>
			tx.select().from(sources).where(eq(sources.projectId, project)),
		)
		const text = source?.text ?? ''
		expect(Buffer.byteLength(text)).toBeGreaterThan(text.length)
		expect([...text].length).toBeLessThan(text.length)
		expect(text.search(/[\u{10000}-\u{10ffff}]/u)).toBeLessThan(text.length / 2)
	})

	it('are all there in research; review has every status, pins and a fact without evidence', async () => {
		await seed({ project_id: project, facts_count: 24 })
		const research = await factsOf(project)
		expect(research.every((fact) => fact.status === 'approved' && fact.quote)).toBe(true)
		await seed({ project_id: project, facts_count: 24, scenario: 'review' })
		const review = await factsOf(project)
		expect(new Set(review.map((fact) => fact.status))).toEqual(
			new Set(['pending', 'approved', 'needs_review', 'flagged', 'rejected']),
		)
		expect(review.some((fact) => fact.pinned) && review.some((fact) => !fact.pinned)).toBe(true)
		expect(review.filter((fact) => fact.quote === null)).toHaveLength(1)
	})
})

describe('the lease of a seed', () => {
	it('is stored with its owner, its time to live and the time that the seed took', async () => {
		const owner = { run: 'r.1_-', shard: 2, worker: 5, label: 'a “test” 𝛥', ttl_minutes: 30 }
		const answer = await seed({ project_id: project, lease: owner })
		const [row] = await database.run('read', (tx) =>
			tx
				.select()
				.from(leases)
				.where(eq(leases.id, answer.lease_id ?? '')),
		)
		expect(row).toMatchObject({
			...{ rootId: project, run: owner.run, shard: 2, worker: 5, label: owner.label },
		})
		const { seeds } = await status({ run: owner.run })
		expect(seeds).toEqual({
			count: 1,
			p50_ms: expect.closeTo(answer.seed_ms, 3),
			p95_ms: expect.closeTo(answer.seed_ms, 3),
		})
		expect(answer.seed_ms).toBeGreaterThan(0)
		expect(await minutesLeft(project)).toBe(30)
	})

	it('is a new one with every new seed, none without a lease in the request', async () => {
		const first = await seed({ project_id: project, lease })
		const second = await seed({ project_id: project, lease })
		expect(second.lease_id).not.toBe(first.lease_id)
		expect((await seed({ project_id: project })).lease_id).toBeNull()
		const [row] = await database.run('read', (tx) =>
			tx.select().from(projects).where(eq(projects.id, project)),
		)
		expect(row?.leaseId).toBeNull()
		expect(await minutesLeft(project)).toBe(24 * 60)
	})
})
