import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { callerOf, e2eModeOff, gateClosed, refusalOf } from '@/testing/caller'
import { contentsOf, rowsOf } from '@/testing/contents'
import { openTestDatabase, rowsIn } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed, cleanup, status } = callerOf(database, e2eModeOff).testHelpers
const person = callerOf(database, gateClosed)

const nothing = { workspaces: 0, projects: 0, sources: 0, facts: 0, outputs: 0 }
const remaining = async (table: 'projects' | 'workspaces' | 'leases' | 'violations') =>
	(await rowsIn<{ id: string }>(database, sql`select id from ${sql.identifier(table)}`)).map(
		({ id }) => id,
	)
const withoutLeases = ({ leases: _, ...others }: Record<string, unknown>) => others
const expire = (projectId: string) =>
	rowsIn(
		database,
		sql`update projects set expires_at = now() - interval '1 second' where id = ${projectId}`,
	)

async function personsProject(workspaceId?: string) {
	const inWorkspace = workspaceId ?? (await person.workspace.create({ name: 'Mine' })).id
	const made = await person.project.create({ workspaceId: inWorkspace, title: 'Mine' })
	return { workspaceId: inWorkspace, projectId: made.id }
}

describe('a cleanup by project', () => {
	it('deletes the seed with all that belongs to it, and nothing else', async () => {
		const other = await seed()
		const mine = await personsProject()
		const before = await contentsOf(database)
		const own = await seed({ lease: { run: 'own', shard: 0, worker: 0 } })
		expect(await cleanup({ project_id: own.project_id })).toEqual({ status: 'ok', deleted: 1 })
		expect(await rowsOf(database, own.project_id)).toEqual(nothing)
		// The lease stays for a day, so that a late request learns what became of it.
		expect(await contentsOf(database, { except: ['leases'] })).toEqual(withoutLeases(before))
		expect(await remaining('projects')).toEqual(
			expect.arrayContaining([other.project_id, mine.projectId]),
		)
	})

	it('deletes nothing twice, and nothing where nothing is', async () => {
		const { project_id } = await seed()
		expect(await cleanup({ project_id })).toMatchObject({ deleted: 1 })
		expect(await cleanup({ project_id })).toMatchObject({ deleted: 0 })
		expect(await cleanup({ project_id: randomUUID() })).toMatchObject({ deleted: 0 })
	})

	it('is refused for what a person made, or added a source to', async () => {
		const mine = await personsProject()
		const { project_id } = await seed()
		await person.source.add({ projectId: project_id, title: 'Mine', text: 'Mine' })
		const before = await contentsOf(database)
		for (const id of [mine.projectId, project_id])
			expect(await refusalOf(cleanup({ project_id: id }))).toMatchObject({
				...{ code: 'CONFLICT', httpStatus: 409, message: expect.stringContaining(id) },
			})
		expect(await contentsOf(database)).toEqual(before)
	})

	it('leaves the workspace of the seed while a person has a project in it', async () => {
		const own = await seed({ workspace_id: randomUUID() })
		const mine = await personsProject(own.workspace_id)
		expect(await cleanup({ project_id: own.project_id })).toMatchObject({ deleted: 1 })
		expect(await remaining('workspaces')).toContain(own.workspace_id)
		expect(await remaining('projects')).toContain(mine.projectId)
	})

	it('leaves a project of the lease to which a person added a source', async () => {
		const own = await seed({ lease: { run: 'kept', shard: 0, worker: 0 } })
		const worker = callerOf(database, { leaseId: own.lease_id })
		const made = await worker.project.create({ workspaceId: own.workspace_id, title: 'New' })
		const projectId = made.id
		await person.source.add({ projectId, title: 'Mine', text: 'Mine' })
		expect(await cleanup({ project_id: own.project_id })).toMatchObject({ deleted: 1 })
		expect(await person.source.list({ projectId })).toHaveLength(1)
	})
})

describe('a cleanup by run', () => {
	const slots = [0, 1, 2].flatMap((shard) => [0, 1].map((worker) => ({ shard, worker })))
	const seedRun = (run: string) =>
		Promise.all(slots.map((slot) => seed({ lease: { run, ...slot } })))

	it('deletes the seeds of the run, or of one shard of it, in projects', async () => {
		const [doomed, other] = [await seedRun('doomed'), await seedRun('doomed-2')]
		expect(await cleanup({ run: 'doomed', shard: 1 })).toMatchObject({ deleted: 2 })
		expect(await cleanup({ run: 'doomed', shard: 0 })).toMatchObject({ deleted: 2 })
		const live = (await status({ run: 'doomed' })).live_leases
		expect(live.map(({ shard, worker }) => [shard, worker])).toEqual([
			[2, 0],
			[2, 1],
		])
		expect(await cleanup({ run: 'doomed' })).toMatchObject({ deleted: 2 })
		const left = await remaining('projects')
		expect(doomed.filter(({ project_id }) => left.includes(project_id))).toEqual([])
		expect(other.every(({ project_id }) => left.includes(project_id))).toBe(true)
		expect(await cleanup({ run: 'nobody' })).toMatchObject({ deleted: 0 })
	})

	it('leaves a seed that another run has taken over since', async () => {
		const { project_id } = await seed({ lease: { run: 'first', shard: 0, worker: 0 } })
		await seed({ project_id, lease: { run: 'second', shard: 0, worker: 0 } })
		expect(await cleanup({ run: 'first' })).toMatchObject({ deleted: 0 })
		expect(await rowsOf(database, project_id)).toMatchObject({ projects: 1, facts: 3 })
	})

	it('ends the violations of the run, and of no other', async () => {
		const lease = { shard: 0, worker: 0 }
		const target = await seed({ lease: { ...lease, run: 'target' } })
		for (const run of ['noisy', 'loud']) {
			const own = await seed({ lease: { ...lease, run } })
			const caller = callerOf(database, { leaseId: own.lease_id })
			await refusalOf(caller.project.get({ projectId: target.project_id }))
		}
		await cleanup({ run: 'noisy' })
		expect((await status({ run: 'noisy' })).violations_count).toBe(0)
		expect((await status({ run: 'loud' })).violations_count).toBe(1)
	})
})

describe('a seed of a project that was seeded before', () => {
	it('deletes the leases of the project that have expired, and keeps the others and the times of all', async () => {
		const request = { project_id: randomUUID(), lease: { run: 'timed', shard: 0, worker: 0 } }
		const expired = await seed(request)
		const replaced = await seed(request)
		const foreign = await seed({ lease: { run: 'elsewhere', shard: 0, worker: 0 } })
		await rowsIn(
			database,
			sql`update leases set expires_at = now() - interval '1 second'
				where id in (${expired.lease_id}, ${foreign.lease_id})`,
		)
		const current = await seed(request)
		const left = await remaining('leases')
		expect(left).toEqual(
			expect.arrayContaining([replaced.lease_id, current.lease_id, foreign.lease_id]),
		)
		expect(left).not.toContain(expired.lease_id)
		expect((await status({ run: 'timed' })).seeds.count).toBe(3)
	})

	it('keeps the newest ten of its stale leases, whose late requests learn their end, and all times', async () => {
		const request = { project_id: randomUUID(), lease: { run: 'many', shard: 0, worker: 0 } }
		const given: string[] = []
		for (let count = 0; count < 13; count++) given.push((await seed(request)).lease_id ?? '')
		const left = await remaining('leases')
		expect(given.filter((id) => left.includes(id))).toEqual(given.slice(-11))
		expect((await status({ run: 'many' })).seeds.count).toBe(13)
		const late = (leaseId = '') =>
			refusalOf(callerOf(database, { leaseId }).project.get({ projectId: request.project_id }))
		expect((await late(given.at(-11))).message).toContain('has been replaced by a newer seed')
		expect((await late(given.at(-12))).message).toContain('was never given, or ended long ago')
	})
})

describe('the sweep after a seed', () => {
	it('takes expired seeds, with or without a lease, and leaves live ones', async () => {
		const expired = [await seed(), await seed({ lease: { run: 'old', shard: 0, worker: 0 } })]
		const live = await seed()
		for (const { project_id } of expired) await expire(project_id)
		await seed()
		for (const { project_id } of expired)
			expect(await rowsOf(database, project_id)).toEqual(nothing)
		expect(await rowsOf(database, live.project_id)).toMatchObject({ projects: 1, workspaces: 1 })
	})

	it('is bounded, and the next ones take the rest', async () => {
		const expired = await Promise.all(Array.from({ length: 9 }, () => seed()))
		for (const { project_id } of expired) await expire(project_id)
		const left = async () => {
			const ids = await remaining('projects')
			return expired.filter(({ project_id }) => ids.includes(project_id)).length
		}
		const counts: number[] = []
		for (let sweep = 0; sweep < 3; sweep++) {
			await seed()
			counts.push(await left())
		}
		expect(counts).toEqual([5, 1, 0])
	})

	it('never takes what people made, nor an expired seed that holds a source of theirs', async () => {
		const mine = await personsProject()
		const held = await seed({ workspace_id: randomUUID() })
		await person.source.add({ projectId: held.project_id, title: 'Mine', text: 'Mine' })
		const shared = await seed({ workspace_id: randomUUID() })
		const within = await personsProject(shared.workspace_id)
		for (const { project_id } of [held, shared]) await expire(project_id)
		await seed()
		const left = await remaining('projects')
		expect(left).toEqual(
			expect.arrayContaining([mine.projectId, held.project_id, within.projectId]),
		)
		expect(left).not.toContain(shared.project_id)
	})

	it('spares an expired seed that is seeded again', async () => {
		const { project_id } = await seed()
		await expire(project_id)
		expect(await seed({ project_id })).toMatchObject({ facts_count: 3 })
		expect(await rowsOf(database, project_id)).toMatchObject({ projects: 1, facts: 3 })
	})
})
