import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { FactStatus } from '@/domain/fact-status'
import { callerOf, gateClosed } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { openTestDatabase, rowsIn } from '@/testing/test-database'

const database = await openTestDatabase({ poolSize: 2 })
const { seed } = callerOf(database).testHelpers
const person = callerOf(database, gateClosed)

let projectId: string
let sourceId: string
let ids: string[]
let outputId: string

const generate = () => person.output.generate({ projectId, mode: 'research_brief', factIds: ids })
const decide = (factId: string, status: FactStatus) =>
	person.fact.change({ projectId, changes: changesOf(factId, { status }) })
const remove = (factId: string, removed: boolean) =>
	person.fact.change({ projectId, changes: changesOf(factId, { removed }) })
const factsNow = async () => (await person.output.get({ projectId, outputId })).citedFacts
const changeOf = async (factId: string) =>
	(await factsNow()).find(({ id }) => id === factId)?.change ?? null
const listedChanges = async () =>
	(await person.output.list({ projectId })).find(({ id }) => id === outputId)?.changes
async function reword(factId: string) {
	const { version } = await person.fact.get({ projectId, factId })
	return person.fact.editClaim({ projectId, factId, claim: 'Other words', version })
}

beforeEach(async () => {
	const seeded = await seed({ facts_count: 5 })
	projectId = seeded.project_id
	sourceId = seeded.source_id
	ids = (await person.fact.list({ projectId })).facts.map(({ id }) => id)
	outputId = (await generate()).id
})

describe('a text', () => {
	it('whose facts are as it cited them has nothing to tell', async () => {
		expect(await factsNow()).toEqual(
			ids.map((id) => expect.objectContaining({ id, change: null, status: 'approved' })),
		)
		expect(await listedChanges()).toEqual({})
		await person.fact.change({ projectId, changes: changesOf(ids[0] ?? '', { pinned: true }) })
		expect(await changeOf(ids[0] ?? '')).toBeNull()
	})

	it.each(['rejected', 'flagged', 'needs_review', 'pending'] as const)(
		'tells of a cited fact that is %s since, until it is approved again',
		async (status) => {
			const [factId = ''] = ids
			await decide(factId, status)
			expect(await changeOf(factId)).toBe(status)
			expect(await listedChanges()).toEqual({ [status]: 1 })
			await decide(factId, 'approved')
			expect(await changeOf(factId)).toBeNull()
			expect(await listedChanges()).toEqual({})
		},
	)

	it('tells of a cited fact that is reworded, also once the new words are approved, and not after the undo', async () => {
		const [factId = ''] = ids
		const { version, undo } = await reword(factId)
		expect(await changeOf(factId)).toBe('reworded')
		await decide(factId, 'approved')
		expect((await factsNow())[0]).toMatchObject({
			...{ change: 'reworded', claim: 'Other words', status: 'approved' },
		})
		const back = { claim: undo?.claim ?? '', status: undo?.status, version: version + 1 }
		await person.fact.editClaim({ projectId, factId, ...back })
		expect(await changeOf(factId)).toBeNull()
	})

	it('tells of a cited fact that is deleted, and not once it is back', async () => {
		const [factId = ''] = ids
		await remove(factId, true)
		expect((await factsNow())[0]).toEqual({
			...{ id: factId, change: 'deleted', claim: null, status: null, sourceTitle: null },
		})
		expect(await listedChanges()).toEqual({ deleted: 1 })
		await remove(factId, false)
		expect(await listedChanges()).toEqual({})
	})

	it('tells that its source is deleted or has another name', async () => {
		await person.source.rename({ projectId, sourceId, title: 'New name' })
		expect((await factsNow())[0]).toMatchObject({ change: null, sourceTitle: 'New name' })
		await person.source.remove({ projectId, sourceId })
		expect(await listedChanges()).toEqual({ source_deleted: 5 })
		expect(await changeOf(ids[0] ?? '')).toBe('source_deleted')
		await person.source.restore({ projectId, sourceId })
		expect(await listedChanges()).toEqual({})
	})

	it('counts each fact once in the history, beside texts that nothing happened to', async () => {
		const [first = '', second = '', third = '', fourth = ''] = ids
		await reword(first)
		await reword(second)
		await decide(second, 'rejected')
		await remove(third, true)
		await decide(fourth, 'flagged')
		const { id: newer } = await person.output.generate({
			...{ projectId, mode: 'split' },
			factIds: [first],
		})
		expect(await listedChanges()).toEqual({ reworded: 1, rejected: 1, deleted: 1, flagged: 1 })
		const listed = await person.output.list({ projectId })
		expect(listed.find(({ id }) => id === newer)?.changes).toEqual({})
	})

	it('keeps for good which of its facts nobody had approved, and tells no change of their status that is better news', async () => {
		const [first = '', second = ''] = ids
		await decide(first, 'pending')
		await decide(second, 'rejected')
		outputId = (await generate()).id
		const statuses = async () =>
			(await person.output.get({ projectId, outputId })).citations.map(({ status }) => status)
		const before = await statuses()
		expect(before).toEqual(['pending', 'rejected', 'approved', 'approved', 'approved'])
		expect(await listedChanges()).toEqual({})
		await decide(first, 'approved')
		await decide(second, 'pending')
		expect(await statuses()).toEqual(before)
		expect(await listedChanges()).toEqual({})
	})

	it('of before statuses were kept tells what is reworded, rejected, flagged or deleted', async () => {
		const [first = '', second = '', third = '', fourth = ''] = ids
		await rowsIn(
			database,
			sql`update outputs set citations = (select jsonb_agg(c - 'status' order by c->'number') from jsonb_array_elements(citations) c)
				where id = ${outputId} returning id`,
		)
		await decide(fourth, 'pending')
		expect(await listedChanges()).toEqual({})
		await reword(first)
		await decide(second, 'rejected')
		await remove(third, true)
		expect(await listedChanges()).toEqual({ reworded: 1, rejected: 1, deleted: 1 })
		expect((await factsNow()).map(({ id }) => id)).toEqual(ids)
	})
})
