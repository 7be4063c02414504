import { randomUUID } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { callerOf, e2eModeOff, gateClosed, refusalOf } from '@/testing/caller'
import { contentsOf, rowsOf } from '@/testing/contents'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import { facts } from '../db/schema'
import type { SeedInput } from './seed-request'

const database = await openTestDatabase()
const { seed } = callerOf(database, e2eModeOff).testHelpers
const user = callerOf(database, gateClosed)

const lease = { run: 'rules-test', shard: 0, worker: 0 }
const claimsOf = async (projectId: string) => {
	const rows = await database.run('read', (tx) =>
		tx
			.select({ claim: facts.claim })
			.from(facts)
			.where(eq(facts.projectId, projectId))
			.orderBy(asc(facts.position)),
	)
	return rows.map(({ claim }) => claim)
}

async function userProject() {
	const workspace = await user.workspace.create({ name: 'Mine' })
	const project = await user.project.create({ workspaceId: workspace.id, title: 'Mine' })
	const projectId = project.id
	const source = await user.source.add({ projectId, title: 'Mine', text: 'My own text.' })
	return { workspaceId: workspace.id, projectId, sourceId: source.id ?? '' }
}

describe('adding facts with reset: false', () => {
	it('continues where the facts end, and the sum reads like one larger seed', async () => {
		const [id, whole] = [randomUUID(), randomUUID()]
		await seed({ project_id: id, facts_count: 20 })
		const added = await seed({ project_id: id, facts_count: 15, reset: false })
		expect(added.facts_count).toBe(35)
		await seed({ project_id: whole, facts_count: 35 })
		expect(await claimsOf(id)).toEqual(await claimsOf(whole))
		expect(await seed({ project_id: id, facts_count: 35 })).toMatchObject({
			content_hash: added.content_hash,
		})
	})

	it('makes the project where there is none', async () => {
		const id = randomUUID()
		const fresh = await seed({ project_id: id, reset: false })
		expect(fresh.facts_count).toBe(3)
		expect((await seed({ project_id: id })).content_hash).toBe(fresh.content_hash)
	})

	it('keeps the workspace, the title and the outputs', async () => {
		const [project_id, workspace_id] = [randomUUID(), randomUUID()]
		await seed({ project_id, workspace_id })
		await user.project.rename({ projectId: project_id, title: 'Renamed' })
		const page = await user.fact.list({ projectId: project_id })
		const factIds = page.facts.map(({ id }) => id)
		await user.output.generate({ projectId: project_id, mode: 'paragraph', factIds })
		expect(await seed({ project_id, reset: false })).toMatchObject({ workspace_id })
		expect(await user.project.get({ projectId: project_id })).toMatchObject({ title: 'Renamed' })
		expect(await rowsOf(database, project_id)).toMatchObject({ outputs: 1, facts: 6 })
		await seed({ project_id, workspace_id })
		expect(await user.project.get({ projectId: project_id })).not.toMatchObject({
			title: 'Renamed',
		})
		expect(await rowsOf(database, project_id)).toMatchObject({ outputs: 0, facts: 3 })
	})

	it('can put the facts on a second source', async () => {
		const [project_id, source_id] = [randomUUID(), randomUUID()]
		await seed({ project_id })
		await seed({ project_id, source_id, reset: false })
		expect(await rowsOf(database, project_id)).toMatchObject({ sources: 2, facts: 6 })
	})

	it('after a fact was removed from the middle or the end never meets an id that is taken', async () => {
		const project_id = randomUUID()
		await seed({ project_id, facts_count: 5 })
		await rowsIn(
			database,
			sql`delete from facts where project_id = ${project_id} and position in (2, 5)`,
		)
		expect(await seed({ project_id, reset: false })).toMatchObject({ facts_count: 6 })
	})

	it('after a user added a fact continues behind it', async () => {
		const { project_id, source_id } = await seed()
		await user.fact.add({ projectId: project_id, sourceId: source_id, claim: 'My own' })
		await seed({ project_id, reset: false })
		expect((await claimsOf(project_id)).indexOf('My own')).toBe(3)
		expect(await rowsOf(database, project_id)).toMatchObject({ facts: 7 })
	})

	it('keeps the lease of the same worker, gives another worker a new one', async () => {
		const project_id = randomUUID()
		const first = await seed({ project_id, lease })
		const kept = await seed({ project_id, lease, reset: false })
		expect(kept.lease_id).toBe(first.lease_id)
		for (const other of [{ worker: 1 }, { shard: 1 }, { run: 'rules-test-2' }]) {
			const taken = await seed({ project_id, lease: { ...lease, ...other }, reset: false })
			expect(taken.lease_id).not.toBe(first.lease_id)
		}
		expect((await seed({ project_id, reset: false })).lease_id).toBeNull()
	})
})

describe('what belongs to others', () => {
	const refusals: [
		string,
		'project_id' | 'source_id' | 'workspace_id',
		() => Promise<SeedInput>,
	][] = [
		[
			'a project that a user made',
			'project_id',
			async () => {
				return { project_id: (await userProject()).projectId }
			},
		],
		[
			'a workspace that a user made',
			'workspace_id',
			async () => {
				return { workspace_id: (await userProject()).workspaceId }
			},
		],
		[
			'a source that a user made',
			'source_id',
			async () => {
				return { source_id: (await userProject()).sourceId }
			},
		],
		[
			'the workspace of another seed',
			'workspace_id',
			async () => {
				return { workspace_id: (await seed()).workspace_id }
			},
		],
		[
			'the source of another seed',
			'source_id',
			async () => {
				return { source_id: (await seed()).source_id }
			},
		],
		[
			'a seed that holds a source of a user',
			'project_id',
			async () => {
				const { project_id } = await seed()
				await user.source.add({ projectId: project_id, title: 'Mine', text: 'Mine' })
				return { project_id }
			},
		],
		[
			'a source of the same project that a user made',
			'source_id',
			async () => {
				const { project_id } = await seed()
				const source = await user.source.add({ projectId: project_id, title: 'Mine', text: 'Mine' })
				return { project_id, source_id: source.id, reset: false }
			},
		],
	]

	it.each(refusals)('%s: 409 that names %s, and nothing changes', async (_, field, arrange) => {
		const request = { ...(await arrange()), lease }
		const before = await contentsOf(database)
		const refusal = await refusalOf(seed(request))
		expect(refusal).toMatchObject({ code: 'CONFLICT', httpStatus: 409 })
		expect(refusal.message).toContain(`${field}: ${request[field]}`)
		expect(await contentsOf(database)).toEqual(before)
	})

	it('not even for a moment does a refused seed delete the facts of a user', async () => {
		const { projectId, sourceId } = await userProject()
		await user.fact.add({ projectId, sourceId, claim: 'Mine' })
		expect(await refusalOf(seed({ project_id: projectId, lease }))).toMatchObject({
			code: 'CONFLICT',
		})
		// `xmax` names the last transaction that deleted, changed or locked a row, also one that was rolled back.
		const rows = sql`select xmax::text from facts where project_id = ${projectId}`
		expect(await rowsIn(database, rows)).toEqual([{ xmax: '0' }])
	})

	it('also refuses when the own project exists and has a seed and a lease', async () => {
		const own = await seed({ lease, facts_count: 7 })
		const mine = await userProject()
		const other = await seed()
		const before = await contentsOf(database)
		const { project_id } = own
		for (const taken of [
			{ source_id: mine.sourceId },
			{ source_id: other.source_id },
			{ workspace_id: mine.workspaceId },
			{ workspace_id: other.workspace_id },
		])
			expect(await refusalOf(seed({ project_id, ...taken }))).toMatchObject({ code: 'CONFLICT' })
		expect(await contentsOf(database)).toEqual(before)
	})

	it('facts may be added beside a source of a user, which stays', async () => {
		const { project_id } = await seed()
		const source = await user.source.add({ projectId: project_id, title: 'Mine', text: 'Mine' })
		await seed({ project_id, reset: false })
		expect(
			await user.source.get({ projectId: project_id, sourceId: source.id ?? '' }),
		).toMatchObject({ text: 'Mine' })
	})

	it('a workspace that the seed has left goes, unless a user has a project in it', async () => {
		const project_id = randomUUID()
		const [left, shared] = [randomUUID(), randomUUID()]
		await seed({ project_id, workspace_id: left })
		await seed({ project_id, workspace_id: shared })
		await user.project.create({ workspaceId: shared, title: 'Mine' })
		await seed({ project_id })
		const ids = (await rowsIn<{ id: string }>(database, sql`select id from workspaces`)).map(
			({ id }) => id,
		)
		expect(ids).not.toContain(left)
		expect(ids).toContain(shared)
		expect(ids).toContain(project_id)
	})
})
