import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed, cleanup, status } = callerOf(database).testHelpers
const { source, fact, output, project } = callerOf(database, gateClosed)

const newProject = async (facts_count = 3) => {
	const made = await seed({ facts_count })
	return { projectId: made.project_id, sourceId: made.source_id }
}

describe('a source that is removed', () => {
	const factIdsOf = async (projectId: string) =>
		(await fact.list({ projectId })).facts.map(({ id }) => id)
	const removed = async () => {
		const ids = await newProject(3)
		const factIds = await factIdsOf(ids.projectId)
		return { ...ids, factIds, answer: await source.remove(ids) }
	}

	it('is not there for anything, nor are its facts, which the answer names', async () => {
		const { projectId, sourceId, factIds, answer } = await removed()
		expect(answer).toMatchObject({ id: sourceId, title: 'Heat in the city' })
		expect(answer.factIds.toSorted()).toEqual(factIds.toSorted())
		expect(await source.list({ projectId })).toEqual([])
		expect((await source.coverage({ projectId })).cells).toEqual([])
		expect(await fact.list({ projectId })).toMatchObject({ facts: [], total: 0 })
		const listed = (await project.list()).find(({ id }) => id === projectId)
		expect(listed).toMatchObject({ sourcesCount: 0, factsCount: 0 })
		const [factId = ''] = factIds
		for (const call of [
			() => source.get({ projectId, sourceId }),
			() => source.passages({ projectId, sourceId }),
			() => source.evidence({ projectId, factId }),
			() => source.rename({ projectId, sourceId, title: 'New' }),
			() => source.remove({ projectId, sourceId }),
			() => fact.list({ projectId, sourceId }),
			() => fact.matchingIds({ projectId, sourceId }),
			() => fact.add({ projectId, sourceId, claim: 'New' }),
			() => output.generate({ projectId, mode: 'split', factIds }),
		])
			expect(await refusalOf(call())).toMatchObject({ code: 'NOT_FOUND', httpStatus: 404 })
	})

	it('comes back as it was with the facts that went with it, not with those removed before', async () => {
		const made = await seed({ facts_count: 3 })
		const ids = { projectId: made.project_id, sourceId: made.source_id }
		const [first = '', ...others] = await factIdsOf(ids.projectId)
		await source.remove(ids)
		expect(await source.restore(ids)).toMatchObject({ id: ids.sourceId, factsCount: 3 })
		const { content_hash } = await status({ project_id: ids.projectId })
		expect(content_hash).toBe(made.content_hash)
		await fact.change({ projectId: ids.projectId, changes: changesOf(first, { removed: true }) })
		expect((await source.remove(ids)).factIds).toHaveLength(2)
		await source.restore(ids)
		expect(await factIdsOf(ids.projectId)).toEqual(others)
		expect(await source.restore(ids)).toMatchObject({ factsCount: 0 })
		expect(await factIdsOf(ids.projectId)).toEqual(others)
	})

	it('has a time of its own, even where a fact was removed in the same instant', async () => {
		const ids = await newProject(3)
		const [first = '', ...others] = await factIdsOf(ids.projectId)
		await database.run('write', async (tx) => {
			await tx.execute(sql`update facts set deleted_at = now() where id = ${first}`)
			const inside = callerOf({ ...database, run: (_, transact) => transact(tx) }, gateClosed)
			await inside.source.remove(ids)
			await inside.source.restore(ids)
		})
		expect(await factIdsOf(ids.projectId)).toEqual(others)
	})

	it('takes none of its facts back before itself', async () => {
		const { projectId, factIds } = await removed()
		const [factId = ''] = factIds
		const refusal = { code: 'CONFLICT', message: expect.stringContaining('Restore it first') }
		for (const call of [
			() => fact.change({ projectId, changes: changesOf(factId, { removed: false }) }),
			() => fact.change({ projectId, changes: [{ factIds, set: { removed: false } }] }),
		])
			expect(await refusalOf(call())).toMatchObject(refusal)
		const changes = changesOf(factId, { status: 'flagged' })
		expect(await fact.change({ projectId, changes })).toMatchObject({ changed: 0, gone: [factId] })
	})

	it('does not count as there when its text is added again, and then stays removed', async () => {
		const { projectId } = await newProject(0)
		const first = await source.add({ projectId, title: 'One', text: 'Text' })
		const second = { projectId, title: 'Two', text: 'Text' }
		await source.remove({ projectId, sourceId: first.id })
		const added = await source.add(second)
		expect(added).toMatchObject({ title: 'Two', created: true })
		expect(await refusalOf(source.restore({ projectId, sourceId: first.id }))).toMatchObject({
			...{ code: 'CONFLICT', message: expect.stringContaining('“Two”') },
		})
		await source.remove({ projectId, sourceId: added.id })
		await source.restore({ projectId, sourceId: first.id })
		expect(await source.add(second)).toMatchObject({ id: first.id, created: false })
	})

	it('is still what an output cites', async () => {
		const { projectId, sourceId } = await newProject(2)
		const factIds = await factIdsOf(projectId)
		const { id } = await output.generate({ projectId, mode: 'paragraph', factIds })
		const { citedFacts: _, ...before } = await output.get({ projectId, outputId: id })
		await source.rename({ projectId, sourceId, title: 'Another title' })
		await source.remove({ projectId, sourceId })
		const { citedFacts, ...after } = await output.get({ projectId, outputId: id })
		expect(after).toEqual(before)
		expect(citedFacts.map(({ change }) => change)).toEqual(factIds.map(() => 'source_deleted'))
	})

	it('comes back with its facts when facts are seeded, and another source does not', async () => {
		const { projectId, sourceId } = await removed()
		expect((await seed({ project_id: projectId, reset: false })).facts_count).toBe(6)
		expect(await source.list({ projectId })).toMatchObject([{ id: sourceId, factsCount: 6 }])
		const own = await source.add({ projectId, title: 'Mine', text: 'Mine' })
		await source.remove({ projectId, sourceId: own.id })
		await seed({ project_id: projectId, reset: false, facts_count: 0 })
		expect(await source.list({ projectId })).toMatchObject([{ id: sourceId, factsCount: 6 }])
	})

	it('of a person still stops a reset and a cleanup', async () => {
		const { projectId } = await newProject(0)
		const own = await source.add({ projectId, title: 'Mine', text: 'Mine' })
		await source.remove({ projectId, sourceId: own.id })
		for (const call of [
			() => seed({ project_id: projectId }),
			() => cleanup({ project_id: projectId }),
		])
			expect(await refusalOf(call())).toMatchObject({ code: 'CONFLICT' })
		expect(await source.restore({ projectId, sourceId: own.id })).toMatchObject({ title: 'Mine' })
	})

	it('is out of the content hash', async () => {
		const { project_id } = await seed({ facts_count: 0 })
		const hash = async () => (await status({ project_id })).content_hash
		const before = await hash()
		const own = await source.add({ projectId: project_id, title: 'Mine', text: 'Mine' })
		expect(await hash()).not.toBe(before)
		await source.remove({ projectId: project_id, sourceId: own.id })
		expect(await hash()).toBe(before)
	})

	it('that is unknown or of another project is neither removed nor restored nor renamed', async () => {
		const { projectId } = await newProject()
		const other = await removed()
		const live = await newProject()
		for (const sourceId of [other.sourceId, live.sourceId, randomUUID()])
			for (const call of [
				() => source.remove({ projectId, sourceId }),
				() => source.restore({ projectId, sourceId }),
				() => source.rename({ projectId, sourceId, title: 'New' }),
			])
				expect(await refusalOf(call())).toMatchObject({ code: 'NOT_FOUND' })
		expect(await source.list({ projectId: live.projectId })).toHaveLength(1)
		expect(await source.list({ projectId: other.projectId })).toEqual([])
	})
})
