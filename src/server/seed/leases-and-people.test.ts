import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { openRoot } from '@/isolation/guard'
import { callerOf, gateClosed, refusalOf, requestContext } from '@/testing/caller'
import { openTestDatabase } from '@/testing/test-database'
import { adapter } from './adapter'
import type { Seed } from './seed-request'

const database = await openTestDatabase()
const { seed, cleanup, status } = callerOf(database).testHelpers
const person = callerOf(database, gateClosed)
const withoutLease = callerOf(database)
const leased = (of: Seed) => callerOf(database, { leaseId: of.lease_id })

const run = 'people'
let ids: string[]
const seedWorker = (worker: number) =>
	seed({ project_id: ids[worker], lease: { run, shard: 0, worker } })
let one: Seed
let two: Seed

beforeEach(async () => {
	await cleanup({ run })
	ids = [randomUUID(), randomUUID()]
	one = await seedWorker(0)
	two = await seedWorker(1)
})

describe('a leased request', () => {
	it('is an ISOLATION_VIOLATION on what people made', async () => {
		const workspace = await person.workspace.create({ name: 'Mine' })
		const made = await person.project.create({ workspaceId: workspace.id, title: 'Mine' })
		for (const call of [
			() => leased(one).project.get({ projectId: made.id }),
			() => leased(one).project.create({ workspaceId: workspace.id, title: 'x' }),
		])
			expect(await refusalOf(call())).toMatchObject({ code: 'ISOLATION_VIOLATION' })
	})

	it('is one on its own workspace with a project of people in it', async () => {
		const { workspace_id: workspaceId } = one
		const made = await person.project.create({ workspaceId, title: 'Mine' })
		expect(await refusalOf(leased(one).workspace.remove({ workspaceId }))).toMatchObject({
			...{ code: 'ISOLATION_VIOLATION', message: expect.stringContaining(made.id) },
		})
		expect(await leased(one).workspace.list()).toMatchObject([{ id: workspaceId }])
		await person.workspace.remove({ workspaceId })
		expect(await refusalOf(leased(one).workspace.restore({ workspaceId }))).toMatchObject({
			...{ code: 'ISOLATION_VIOLATION', message: expect.stringContaining(made.id) },
		})
		await person.workspace.restore({ workspaceId })
		await person.project.remove({ projectId: made.id })
		expect(await leased(one).workspace.remove({ workspaceId })).toMatchObject({ projectsCount: 1 })
	})

	it('is no violation where the caller is gone and its lease has ended, but is on another worker’s data', async () => {
		const factId = randomUUID()
		const clientHasLeft = async () => true
		const gone = callerOf(database, { leaseId: one.lease_id, clientHasLeft })
		const reachOver = () => gone.fact.list({ projectId: two.project_id })
		expect(await refusalOf(reachOver())).toMatchObject({ code: 'ISOLATION_VIOLATION' })
		await seedWorker(0)
		const { project_id: projectId } = one
		for (const call of [
			() => gone.fact.list({ projectId }),
			() =>
				gone.fact.change({ projectId, changes: [{ factIds: [factId], set: { removed: true } }] }),
		])
			expect(await refusalOf(call())).toMatchObject({ code: 'STALE_LEASE' })
		const { violations } = await status({ run })
		expect(violations.map(({ procedure }) => procedure)).toEqual(['fact.list'])
	})
})

it('a request on its own project costs one statement, whether it has a lease or none', async () => {
	const own = await person.workspace.create({ name: 'Mine' })
	const mine = await person.project.create({ workspaceId: own.id, title: 'Mine' })
	for (const [id, leaseId] of [
		[one.project_id, one.lease_id],
		[mine.id, null],
	] as const)
		await database.run('read', async (tx) => {
			let statements = 0
			const counted = new Proxy(tx, {
				get(target, name) {
					if (name === 'select' || name === 'execute') statements += 1
					const value = Reflect.get(target, name)
					return typeof value === 'function' ? value.bind(target) : value
				},
			})
			await openRoot(adapter, counted, { id, caller: requestContext(database, { leaseId }) })
			expect(statements).toBe(1)
		})
})

describe('a request without a lease', () => {
	it('needs none outside E2E mode, nor for what people made', async () => {
		const open = callerOf(database, {
			env: {
				seeding: { mounted: true, enabled: true, token: null, productionBuild: false },
				e2eMode: false,
				hosts: null,
			},
		})
		await open.fact.list({ projectId: one.project_id })
		const workspace = await withoutLease.workspace.create({ name: 'Mine' })
		const workspaceId = workspace.id
		expect(await withoutLease.project.create({ workspaceId, title: 'Mine' })).toBeDefined()
	})

	it('is shown what people made and all seeds where the test helpers are off', async () => {
		const workspace = await person.workspace.create({ name: 'Mine' })
		const ids = async (list: Promise<{ id: string }[]>) => (await list).map(({ id }) => id)
		expect(await ids(withoutLease.workspace.list())).toContain(workspace.id)
		expect(await ids(person.project.list())).toEqual(
			expect.arrayContaining([one.project_id, two.project_id]),
		)
	})
})
