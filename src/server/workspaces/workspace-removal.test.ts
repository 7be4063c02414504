import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { rowsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed, cleanup, status } = callerOf(database).testHelpers
const { project, workspace, fact } = callerOf(database, gateClosed)

const newWorkspace = async () => (await workspace.create({ name: 'Mine' })).id
const newProject = async (workspaceId: string) =>
	(await project.create({ workspaceId, title: 'Mine' })).id
const withProjects = async () => {
	const workspaceId = await newWorkspace()
	return { workspaceId, ids: [await newProject(workspaceId), await newProject(workspaceId)] }
}
const listedIn = async (workspaceId: string) =>
	(await project.list()).filter((each) => each.workspace.id === workspaceId).map(({ id }) => id)
const isListed = async (workspaceId: string) =>
	(await workspace.list()).some(({ id }) => id === workspaceId)

describe('a workspace that is removed', () => {
	it('is not there for anything, nor are its projects, which the answer counts', async () => {
		const { workspaceId, ids } = await withProjects()
		const answer = await workspace.remove({ workspaceId: workspaceId.toUpperCase() })
		expect(answer).toEqual({ id: workspaceId, projectsCount: 2 })
		expect(await isListed(workspaceId)).toBe(false)
		expect(await listedIn(workspaceId)).toEqual([])
		for (const call of [
			() => workspace.rename({ workspaceId, name: 'New' }),
			() => workspace.remove({ workspaceId }),
			() => project.create({ workspaceId, title: 'New' }),
			...ids.map((projectId) => () => project.get({ projectId })),
		])
			expect(await refusalOf(call())).toMatchObject({ code: 'NOT_FOUND', httpStatus: 404 })
	})

	it('comes back with the projects that went with it, not with those removed before', async () => {
		const { workspaceId, ids } = await withProjects()
		const [first = '', second = ''] = ids
		await project.remove({ projectId: first })
		expect(await workspace.remove({ workspaceId })).toMatchObject({ projectsCount: 1 })
		expect(await workspace.restore({ workspaceId })).toEqual({ id: workspaceId, projectsCount: 1 })
		expect(await isListed(workspaceId)).toBe(true)
		expect(await listedIn(workspaceId)).toEqual([second])
		expect(await workspace.restore({ workspaceId })).toMatchObject({ projectsCount: 0 })
		expect(await listedIn(workspaceId)).toEqual([second])
		await project.restore({ projectId: first })
		expect((await listedIn(workspaceId)).toSorted()).toEqual(ids.toSorted())
	})

	it('has a time of its own, even where a project was removed in the same instant', async () => {
		const { workspaceId, ids } = await withProjects()
		const [first, second] = ids
		await database.run('write', async (tx) => {
			await tx.execute(sql`update projects set deleted_at = now() where id = ${first}`)
			const inside = callerOf({ ...database, run: (_, transact) => transact(tx) }, gateClosed)
			await inside.workspace.remove({ workspaceId })
			await inside.workspace.restore({ workspaceId })
		})
		expect(await listedIn(workspaceId)).toEqual([second])
	})

	it('takes none of its projects back before itself', async () => {
		const { workspaceId, ids } = await withProjects()
		const [projectId = ''] = ids
		await workspace.remove({ workspaceId })
		expect(await refusalOf(project.restore({ projectId }))).toMatchObject({
			...{ code: 'CONFLICT', message: expect.stringContaining('Restore it first') },
		})
		expect(await listedIn(workspaceId)).toEqual([])
	})

	it('takes the projects of no other one with it', async () => {
		const [one, other] = [await withProjects(), await withProjects()]
		await workspace.remove({ workspaceId: other.workspaceId })
		await workspace.remove({ workspaceId: one.workspaceId })
		await workspace.restore({ workspaceId: one.workspaceId })
		expect((await listedIn(one.workspaceId)).toSorted()).toEqual(one.ids.toSorted())
		expect(await listedIn(other.workspaceId)).toEqual([])
		expect(await refusalOf(workspace.remove({ workspaceId: randomUUID() }))).toMatchObject({
			code: 'NOT_FOUND',
		})
		expect(await refusalOf(workspace.restore({ workspaceId: randomUUID() }))).toMatchObject({
			code: 'NOT_FOUND',
		})
	})

	it.each([true, false])(
		'of a seed comes back with it when it is seeded, reset: %s',
		async (reset) => {
			const { project_id, workspace_id, content_hash } = await seed()
			await workspace.remove({ workspaceId: workspace_id })
			const again = await seed({ project_id, reset, facts_count: reset ? 3 : 0 })
			expect(again).toMatchObject({ workspace_id, content_hash })
			expect((await fact.list({ projectId: project_id })).total).toBe(3)
			expect(await listedIn(workspace_id)).toEqual([project_id])
			await workspace.rename({ workspaceId: workspace_id, name: 'Renamed' })
		},
	)

	it('of a seed goes with it in a cleanup, but for what a person has in it', async () => {
		const [own, shared] = [await seed(), await seed()]
		const mine = await newProject(shared.workspace_id)
		for (const { project_id, workspace_id } of [own, shared]) {
			await workspace.remove({ workspaceId: workspace_id })
			expect(await cleanup({ project_id })).toMatchObject({ deleted: 1 })
		}
		expect(await rowsOf(database, own.project_id)).toMatchObject({ workspaces: 0, projects: 0 })
		await workspace.restore({ workspaceId: shared.workspace_id })
		expect(await listedIn(shared.workspace_id)).toEqual([mine])
	})

	it('of a leased test leaves its lease live, and is no longer in its list', async () => {
		const lease = { run: 'removal', shard: 0, worker: 0 }
		const made = await seed({ lease })
		const leased = callerOf(database, { leaseId: made.lease_id })
		const workspaceId = made.workspace_id
		await leased.workspace.remove({ workspaceId })
		expect(await leased.workspace.list()).toEqual([])
		expect(await leased.project.list()).toEqual([])
		await leased.workspace.restore({ workspaceId })
		expect(await leased.project.list()).toMatchObject([{ id: made.project_id }])
		expect((await status({ project_id: made.project_id })).content_hash).toBe(made.content_hash)
	})
})
