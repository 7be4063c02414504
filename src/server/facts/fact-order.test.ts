import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { factOrders } from '@/domain/fact-sort'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { openTestDatabase, rowsIn } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed } = callerOf(database).testHelpers
const { fact, source } = callerOf(database, gateClosed)

let projectId: string
let otherSourceId: string

beforeEach(async () => {
	projectId = (await seed({ facts_count: 20, scenario: 'review' })).project_id
	otherSourceId = (await source.add({ projectId, title: 'Mine', text: 'My text' })).id ?? ''
	for (const claim of ['Later', 'Latest'])
		await fact.add({ projectId, sourceId: otherSourceId, claim })
})

const listed = async (view: object) => (await fact.list({ projectId, limit: 200, ...view })).facts

describe('the order of a view', () => {
	it.each(factOrders.flatMap((sort) => [false, true].map((bySource) => ({ sort, bySource }))))(
		'%o names the facts as the list shows them, whatever is filtered',
		async (order) => {
			for (const filter of [{}, { statuses: ['pending' as const] }, { search: 'tre' }]) {
				const { groups, total } = await fact.order({ projectId, ...order, ...filter })
				const expected = await listed({ ...order, ...filter })
				expect(groups.flatMap(({ ids }) => ids)).toEqual(expected.map(({ id }) => id))
				expect(total).toBe(expected.length)
			}
		},
	)

	it('by source has a group for each source, and else one group', async () => {
		const { groups } = await fact.order({ projectId, bySource: true })
		expect(groups.map(({ source, ids }) => [source?.title, ids.length])).toEqual([
			['Heat in the city', 20],
			['Mine', 2],
		])
		const whole = await fact.order({ projectId })
		expect(whole.groups.map(({ source, ids }) => [source, ids.length])).toEqual([[null, 22]])
	})

	it('of reading is that of the evidence, with a fact without a quote at the end', async () => {
		const facts = await listed({})
		const own = facts.filter(({ source }) => source.id !== otherSourceId)
		const sourceId = own[0]?.source.id ?? ''
		const { groups } = await fact.order({ projectId, sourceId, sort: 'reading' })
		const ids = groups.flatMap(({ ids }) => ids)
		const places = await Promise.all(
			ids.map(async (factId) => (await source.evidence({ projectId, factId })).place),
		)
		expect(places).toEqual(own.map((_, index) => index + 1))
		expect(ids).not.toEqual(own.map(({ id }) => id))
		expect(own.find(({ id }) => id === ids.at(-1))?.quote).toBeNull()
	})

	it('names as many facts as a view holds, and counts all', async () => {
		const facts_count = limits.factsPerView + 1
		const { project_id } = await seed({ facts_count })
		const { groups, total } = await fact.order({ projectId: project_id })
		expect(groups[0]?.ids).toHaveLength(limits.factsPerView)
		expect(total).toBe(facts_count)
	})
})

describe('facts by their ids', () => {
	it('are those of the list, without a fact that was removed', async () => {
		const facts = await listed({})
		const factIds = facts.map(({ id }) => id)
		const [removed = ''] = factIds
		await fact.change({ projectId, changes: changesOf(removed, { removed: true }) })
		const answer = await fact.byIds({ projectId, factIds })
		expect(answer.isWhole).toBe(true)
		expect(new Map(answer.facts.map((each) => [each.id, each]))).toEqual(
			new Map(facts.slice(1).map((each) => [each.id, each])),
		)
	})

	it('are NOT_FOUND where one was never in the project', async () => {
		const [own] = await listed({})
		const [foreign] = (await fact.list({ projectId: (await seed()).project_id })).facts
		for (const id of [foreign?.id ?? '', randomUUID()]) {
			const asked = fact.byIds({ projectId, factIds: [own?.id ?? '', id] })
			expect(await refusalOf(asked)).toMatchObject({
				code: 'NOT_FOUND',
				message: expect.stringContaining(id),
			})
		}
	})

	it('end once the bytes of a page are reached, and say so until all are given', async () => {
		await rowsIn(
			database,
			sql`update facts set quote = repeat('a', ${limits.pageBytes / 4}), quote_start = 0, quote_end = 1 where project_id = ${projectId}`,
		)
		const { groups } = await fact.order({ projectId })
		const left = new Set(groups.flatMap(({ ids }) => ids))
		const counts: number[] = []
		for (let isWhole = false; !isWhole; ) {
			const answer = await fact.byIds({ projectId, factIds: [...left] })
			for (const { id } of answer.facts) left.delete(id)
			counts.push(answer.facts.length)
			isWhole = answer.isWhole || left.size === 0
		}
		expect(counts).toEqual([4, 4, 4, 4, 4, 2])
	})
})
