import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase, rowsIn } from '@/testing/test-database'
import { idsInside, reads, type Target, type Touch, writes } from '@/testing/touches'
import { createAppRouter } from '../routers/app'
import type { Seed } from './seed-request'

const database = await openTestDatabase()
const { seed, cleanup, status } = callerOf(database).testHelpers
const person = callerOf(database, gateClosed)
const withoutLease = callerOf(database)
const leased = (of: Seed) => callerOf(database, { leaseId: of.lease_id })

const run = 'isolation'
let ids: string[]
const seedWorker = (worker: number) =>
	seed({ project_id: ids[worker], lease: { run, shard: 0, worker, label: `test ${worker}` } })

const touches = { ...reads, ...writes }
const untouched = { except: ['violations'] }

let one: Seed
let two: Seed
let targets: [Target, Target]

async function targetOf(of: Seed): Promise<Target> {
	const { project_id: projectId, source_id: sourceId, workspace_id: workspaceId } = of
	const { facts } = await leased(of).fact.list({ projectId })
	const factId = facts[0]?.id ?? ''
	const { id } = await leased(of).output.generate({ projectId, mode: 'split', factIds: [factId] })
	const { shareToken } = await leased(of).output.share({ projectId, outputId: id })
	return { projectId, sourceId, workspaceId, factId, outputId: id, token: shareToken ?? '' }
}

beforeEach(async () => {
	await cleanup({ run })
	ids = [randomUUID(), randomUUID()]
	one = await seedWorker(0)
	two = await seedWorker(1)
	targets = [await targetOf(one), await targetOf(two)]
})

it('every procedure that can name a project is asked about here', () => {
	const namesNone = /^(health|project\.(list|openDemo)|workspace\.(list|create)|testHelpers\.\w+)$/
	const procedures = Object.keys(createAppRouter({ testHelpers: true })._def.procedures)
	expect(procedures.filter((name) => !namesNone.test(name)).sort()).toEqual(
		Object.keys(touches).sort(),
	)
})

describe('a leased request', () => {
	it.each(Object.entries(touches))('may call %s on what its lease owns', async (_, touch) => {
		await expect(touch(leased(one), targets[0])).resolves.toBeDefined()
		expect((await status({ run })).violations_count).toBe(0)
	})

	it.each(Object.entries(touches))(
		'is an ISOLATION_VIOLATION in %s on another worker, names both, writes nothing, is stored',
		async (path, touch) => {
			const before = await contentsOf(database, untouched)
			const refusal = await refusalOf(touch(leased(one), targets[1]))
			expect(refusal).toMatchObject({ code: 'ISOLATION_VIOLATION', httpStatus: 409 })
			for (const name of ['worker 0', 'test 0', 'worker 1', 'test 1', run, 'seed fixture'])
				expect(refusal.message.toLowerCase()).toContain(name)
			expect(await contentsOf(database, untouched)).toEqual(before)
			const { violations } = await status({ run })
			expect(violations).toEqual([
				{
					...{ code: 'ISOLATION_VIOLATION', procedure: path, message: refusal.message },
					...{ lease_id: one.lease_id, run, shard: 0, worker: 0 },
				},
			])
		},
	)

	it.each(idsInside)('is one too in %s with the own project and an id of another', async (path) => {
		const before = await contentsOf(database, untouched)
		const target = { ...targets[1], projectId: targets[0].projectId }
		expect(
			await refusalOf(touches[path]?.(leased(one), target) ?? Promise.resolve()),
		).toMatchObject({
			code: 'ISOLATION_VIOLATION',
		})
		expect(await contentsOf(database, untouched)).toEqual(before)
		expect((await status({ run })).violations_count).toBe(1)
	})

	it('is one on what people made', async () => {
		const workspace = await person.workspace.create({ name: 'Mine' })
		const made = await person.project.create({ workspaceId: workspace?.id ?? '', title: 'Mine' })
		for (const call of [
			() => leased(one).project.get({ projectId: made?.id ?? '' }),
			() => leased(one).project.create({ workspaceId: workspace?.id ?? '', title: 'x' }),
		])
			expect(await refusalOf(call())).toMatchObject({ code: 'ISOLATION_VIOLATION' })
	})

	it('is one on its own workspace with a project of people in it', async () => {
		const { workspaceId } = targets[0]
		const made = await person.project.create({ workspaceId, title: 'Mine' })
		expect(await refusalOf(leased(one).workspace.remove({ workspaceId }))).toMatchObject({
			...{ code: 'ISOLATION_VIOLATION', message: expect.stringContaining(made?.id ?? '') },
		})
		expect(await leased(one).workspace.list()).toMatchObject([{ id: workspaceId }])
		await person.workspace.remove({ workspaceId })
		expect(await refusalOf(leased(one).workspace.restore({ workspaceId }))).toMatchObject({
			...{ code: 'ISOLATION_VIOLATION', message: expect.stringContaining(made?.id ?? '') },
		})
		await person.workspace.restore({ workspaceId })
		await person.project.remove({ projectId: made?.id ?? '' })
		expect(await leased(one).workspace.remove({ workspaceId })).toMatchObject({ projectsCount: 1 })
	})

	it('that names nothing that exists is NOT_FOUND and no violation', async () => {
		const gone = randomUUID()
		for (const call of [
			() => leased(one).project.get({ projectId: gone }),
			() => leased(one).source.get({ ...targets[0], sourceId: gone }),
			() => leased(one).fact.change({ ...targets[0], changes: changesOf(gone, { removed: true }) }),
		])
			expect(await refusalOf(call())).toMatchObject({ code: 'NOT_FOUND' })
		expect((await status({ run })).violations_count).toBe(0)
	})
})

describe('a lease that is not current', () => {
	const endings: [string, () => Promise<unknown>][] = [
		['replaced by a new seed of the worker', () => seedWorker(0)],
		['replaced by a seed without a lease', () => seed({ project_id: ids[0] })],
		['cleaned by project', () => cleanup({ project_id: ids[0] })],
		['cleaned by run', () => cleanup({ run })],
	]
	it.each(endings)('%s: each procedure answers STALE_LEASE and writes nothing', async (_, end) => {
		const late = leased(one)
		await end()
		const before = await contentsOf(database, untouched)
		const create: Touch = (caller) => caller.workspace.create({ name: 'New' })
		const calls = { ...touches, 'workspace.create': create }
		for (const touch of Object.values(calls))
			expect(await refusalOf(touch(late, targets[0]))).toMatchObject({
				...{ code: 'STALE_LEASE', httpStatus: 409 },
			})
		for (const list of [late.project.list, late.workspace.list])
			expect(await refusalOf(list())).toMatchObject({ code: 'STALE_LEASE' })
		expect(await contentsOf(database, untouched)).toEqual(before)
	})

	it('is no violation in a read whose caller is gone, but is in a write, as is another worker’s data in a read', async () => {
		const clientHasLeft = async () => true
		const gone = callerOf(database, { leaseId: one.lease_id, clientHasLeft })
		const reachOver = () => gone.fact.list({ projectId: two.project_id })
		expect(await refusalOf(reachOver())).toMatchObject({ code: 'ISOLATION_VIOLATION' })
		await seedWorker(0)
		const { projectId, factId } = targets[0]
		for (const call of [
			() => gone.fact.list({ projectId }),
			() => gone.fact.change({ projectId, changes: changesOf(factId, { removed: true }) }),
		])
			expect(await refusalOf(call())).toMatchObject({ code: 'STALE_LEASE' })
		const { violations } = await status({ run })
		expect(violations.map(({ procedure }) => procedure)).toEqual(['fact.list', 'fact.change'])
	})

	it.each([randomUUID(), 'never', '', "'"])(
		'%j, which was never given, is stale',
		async (leaseId) => {
			const stranger = callerOf(database, { leaseId })
			for (const touch of Object.values(touches))
				expect(await refusalOf(touch(stranger, targets[0]))).toMatchObject({ code: 'STALE_LEASE' })
			expect(await refusalOf(stranger.project.list())).toMatchObject({ code: 'STALE_LEASE' })
		},
	)
})

describe('a request without a lease', () => {
	it.each(Object.entries(touches))(
		'needs one in E2E mode for %s of a leased project',
		async (path, touch) => {
			const before = await contentsOf(database, untouched)
			const refusal = await refusalOf(touch(withoutLease, targets[1]))
			expect(refusal).toMatchObject({ code: 'LEASE_REQUIRED', httpStatus: 409 })
			expect(refusal.message).toContain('worker 1')
			expect(await contentsOf(database, untouched)).toEqual(before)
			expect((await status({ run })).violations).toMatchObject([{ procedure: path, worker: 1 }])
		},
	)

	it('needs none outside E2E mode, nor for what people made', async () => {
		const open = callerOf(database, {
			env: {
				seeding: { mounted: true, enabled: true, token: null, productionBuild: false },
				e2eMode: false,
				hosts: null,
			},
		})
		for (const touch of Object.values(reads)) await touch(open, targets[0])
		const workspace = await withoutLease.workspace.create({ name: 'Mine' })
		const workspaceId = workspace?.id ?? ''
		expect(await withoutLease.project.create({ workspaceId, title: 'Mine' })).toBeDefined()
	})
})

describe('lists', () => {
	it('show a leased caller its own things only, and others what has no lease', async () => {
		const workspace = await person.workspace.create({ name: 'Mine' })
		const made = await leased(one).project.create({ workspaceId: one.workspace_id, title: 'New' })
		const ids = async (list: Promise<{ id: string }[]>) => (await list).map(({ id }) => id).sort()
		expect(await ids(leased(one).project.list())).toEqual([one.project_id, made?.id].sort())
		expect(await ids(leased(one).workspace.list())).toEqual([one.workspace_id])
		expect(await ids(withoutLease.workspace.list())).toContain(workspace?.id)
		expect(await ids(withoutLease.workspace.list())).not.toContain(one.workspace_id)
		expect(await ids(withoutLease.project.list())).not.toContain(one.project_id)
		expect(await ids(person.project.list())).toEqual(
			expect.arrayContaining([one.project_id, two.project_id, made?.id]),
		)
	})
})

describe('what a leased request creates', () => {
	it.each<[string, () => Promise<unknown>]>([
		['a new seed', () => seedWorker(0)],
		['a seed without a lease', () => seed({ project_id: ids[0] })],
		['a cleanup of the project', () => cleanup({ project_id: ids[0] })],
		['a cleanup of the run', () => cleanup({ run })],
	])('belongs to the lease and goes with it at %s', async (_, end) => {
		const worker = leased(one)
		const workspace = await worker.workspace.create({ name: 'New' })
		const workspaceId = workspace?.id ?? ''
		const made = await worker.project.create({ workspaceId, title: 'New' })
		const inOwn = await worker.project.create({ workspaceId: one.workspace_id, title: 'New' })
		const projectId = made?.id ?? ''
		const source = await worker.source.add({ projectId, title: 'New', text: 'New' })
		await worker.fact.add({ projectId, sourceId: source.id ?? '', claim: 'New' })
		expect(await refusalOf(leased(two).project.get({ projectId }))).toMatchObject({
			code: 'ISOLATION_VIOLATION',
		})
		await end()
		const left = await rowsIn<{ id: string }>(
			database,
			sql`select id from projects where id in (${projectId}, ${inOwn?.id})
				union select id from workspaces where id = ${workspaceId}`,
		)
		expect(left).toEqual([])
	})
})

describe('with the gate closed', () => {
	it.each(Object.entries(touches))(
		'%s has no isolation, whatever lease is sent',
		async (_, touch) => {
			const closed = callerOf(database, { ...gateClosed, leaseId: null })
			await expect(touch(closed, targets[1])).resolves.toBeDefined()
		},
	)
})
