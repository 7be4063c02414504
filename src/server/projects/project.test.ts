import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed } = callerOf(database).testHelpers
const { health, project, workspace, output, fact, source } = callerOf(database, gateClosed)

const newWorkspace = async () => (await workspace.create({ name: 'Mine' })).id
const newProject = async (title = 'Mine') =>
	(await project.create({ workspaceId: await newWorkspace(), title })).id
const refused = async (call: () => Promise<unknown>, expected: object) => {
	const before = await contentsOf(database)
	expect(await refusalOf(call())).toMatchObject(expected)
	expect(await contentsOf(database)).toEqual(before)
}
const badNames = ['', ' \n', 'a\0', '\ud83e', 'a'.repeat(limits.titleLength + 1)]

it('health names the database and the build, and what makes the server production’s', async () => {
	const healthy = { status: 'ok', database: database.kind, build_id: 'test', e2e_mode: false }
	expect(await health()).toEqual({ ...healthy, production: null })
	for (const production of ['deployment', 'database'] as const) {
		const answer = await callerOf(database, { ...gateClosed, production }).health()
		expect(answer).toEqual({ ...healthy, production })
	}
})

describe('workspaces', () => {
	it('are listed newest first, with trimmed names', async () => {
		const made = [
			await workspace.create({ name: ' One ' }),
			await workspace.create({ name: 'Two' }),
		]
		expect(made[0]?.name).toBe('One')
		expect((await workspace.list()).slice(0, 2)).toEqual(made.reverse())
	})

	it.each(badNames)('are not made or renamed with the name %j', async (name) => {
		const workspaceId = await newWorkspace()
		await refused(() => workspace.create({ name }), { code: 'BAD_REQUEST', httpStatus: 400 })
		await refused(() => workspace.rename({ workspaceId, name }), { code: 'BAD_REQUEST' })
	})

	it('are renamed', async () => {
		const workspaceId = await newWorkspace()
		await workspace.rename({ workspaceId: workspaceId.toUpperCase(), name: ' Other ' })
		const listed = (await workspace.list()).find(({ id }) => id === workspaceId)
		expect(listed?.name).toBe('Other')
		const gone = { workspaceId: randomUUID(), name: 'x' }
		await refused(() => workspace.rename(gone), { code: 'NOT_FOUND', httpStatus: 404 })
	})
})

describe('projects', () => {
	it('are made, read, renamed, listed with their counts and removed', async () => {
		const projectId = await newProject(' Title ')
		expect(await project.get({ projectId })).toMatchObject({ id: projectId, title: 'Title' })
		await project.rename({ projectId: projectId.toUpperCase(), title: 'Other' })
		expect((await project.list())[0]).toMatchObject({
			...{ id: projectId, title: 'Other', sourcesCount: 0, factsCount: 0, outputsCount: 0 },
			...{ workspace: { name: 'Mine' }, createdAt: expect.any(Date) },
		})
		expect(await project.remove({ projectId })).toEqual({ id: projectId })
		await refused(() => project.get({ projectId }), { code: 'NOT_FOUND', httpStatus: 404 })
	})

	it('are counted each for itself and are gone with all they hold once removed', async () => {
		const { project_id: projectId } = await seed({ facts_count: 5 })
		await seed({ facts_count: 2 })
		const factIds = (await fact.list({ projectId })).facts.map(({ id }) => id)
		await output.generate({ projectId, mode: 'split', factIds })
		const listed = (await project.list()).find(({ id }) => id === projectId)
		expect(listed).toMatchObject({ sourcesCount: 1, factsCount: 5, outputsCount: 1 })
		await project.remove({ projectId })
		expect((await project.list()).map(({ id }) => id)).not.toContain(projectId)
		await refused(() => fact.list({ projectId }), { code: 'NOT_FOUND' })
	})

	it('that are removed come back with all they hold', async () => {
		const { project_id: projectId, content_hash } = await seed({ facts_count: 5 })
		await project.remove({ projectId })
		await refused(() => project.remove({ projectId }), { code: 'NOT_FOUND' })
		expect(await project.restore({ projectId })).toEqual({ id: projectId })
		expect((await fact.list({ projectId })).total).toBe(5)
		const { testHelpers } = callerOf(database)
		expect((await testHelpers.status({ project_id: projectId })).content_hash).toBe(content_hash)
		await refused(() => project.restore({ projectId: randomUUID() }), { code: 'NOT_FOUND' })
	})

	it.each(badNames)('are not made or renamed with the title %j', async (title) => {
		const projectId = await newProject()
		const workspaceId = await newWorkspace()
		await refused(() => project.create({ workspaceId, title }), { code: 'BAD_REQUEST' })
		await refused(() => project.rename({ projectId, title }), { code: 'BAD_REQUEST' })
	})

	it('are not made in a workspace that does not exist, nor found by ids that are none', async () => {
		const unknown = { workspaceId: randomUUID(), title: 'x' }
		await refused(() => project.create(unknown), { code: 'NOT_FOUND' })
		await refused(() => project.remove({ projectId: randomUUID() }), { code: 'NOT_FOUND' })
		for (const projectId of ['', 'x', `${randomUUID()}0`, '../..'])
			await refused(() => project.get({ projectId }), {
				...{ code: 'BAD_REQUEST', issues: [{ path: 'projectId', message: expect.any(String) }] },
			})
	})

	it('that a seed made can be removed by a person and seeded again', async () => {
		const { project_id, content_hash } = await seed()
		await project.remove({ projectId: project_id })
		expect((await seed({ project_id })).content_hash).toBe(content_hash)
	})
})

describe('the demo', () => {
	it('is a project with quotes that are verbatim and two outputs', async () => {
		const { id: projectId } = await project.openDemo()
		const sources = await source.list({ projectId })
		expect(sources.length).toBeGreaterThan(1)
		const texts = new Map<string, string>()
		for (const { id } of sources)
			texts.set(id, (await source.get({ projectId, sourceId: id })).text)
		const { facts } = await fact.list({ projectId })
		expect(facts.length).toBeGreaterThan(9)
		for (const { source, quote, quoteStart, quoteEnd } of facts)
			expect(texts.get(source.id)?.slice(quoteStart ?? 0, quoteEnd ?? 0)).toBe(quote)
		expect(await output.list({ projectId })).toHaveLength(2)
	})

	it('is the same one when it is opened again, and a new one once it is deleted', async () => {
		const { id } = await project.openDemo()
		expect(await project.openDemo()).toEqual({ id })
		await project.remove({ projectId: id })
		expect((await project.openDemo()).id).not.toBe(id)
	})

	it('of a leased test is its own and goes with its lease', async () => {
		const mine = await project.openDemo()
		const made = await seed({ lease: { run: 'demo', shard: 0, worker: 0 } })
		const leased = callerOf(database, { leaseId: made.lease_id })
		const { id } = await leased.project.openDemo()
		expect(id).not.toBe(mine.id)
		expect((await leased.project.list()).map((each) => each.id)).toContain(id)
		await callerOf(database).testHelpers.cleanup({ run: 'demo' })
		await refused(() => project.get({ projectId: id }), { code: 'NOT_FOUND' })
		expect(await refusalOf(leased.project.openDemo())).toMatchObject({ code: 'STALE_LEASE' })
	})
})
