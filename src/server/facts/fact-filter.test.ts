import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { factOrders } from '@/domain/fact-sort'
import { factStatuses } from '@/domain/fact-status'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed } = callerOf(database).testHelpers
const { fact, source } = callerOf(database, gateClosed)

let projectId: string
let otherSourceId: string

beforeEach(async () => {
	projectId = (await seed({ facts_count: 20, scenario: 'review' })).project_id
	const added = await source.add({ projectId, title: 'Mine', text: 'My text' })
	otherSourceId = added.id ?? ''
	for (const claim of ['Later', 'Latest']) {
		await fact.add({ projectId, sourceId: otherSourceId, claim })
		// Ties by time are broken by position, which would hide a wrong order.
		await new Promise((resolve) => setTimeout(resolve, 2))
	}
})

type View = Omit<Parameters<typeof fact.list>[0], 'projectId'>
const whole = async (view: View) => (await fact.list({ projectId, limit: 200, ...view })).facts

async function paged(view: View) {
	const facts: Awaited<ReturnType<typeof whole>> = []
	let cursor: (string | number)[] | undefined
	do {
		const page = await fact.list({ projectId, limit: 3, ...view, cursor })
		facts.push(...page.facts)
		cursor = page.nextCursor ?? undefined
	} while (cursor)
	return facts
}

describe('a view', () => {
	it.each(factOrders.flatMap((sort) => [true, false].map((bySource) => ({ sort, bySource }))))(
		'in the order %o comes in pages that hold each fact once',
		async (order) => {
			const all = await whole(order)
			expect(all).toHaveLength(22)
			expect(await paged(order)).toEqual(all)
		},
	)

	it('is ordered as its name says', async () => {
		const confidences = (await whole({ sort: 'confidence' })).map(({ confidence }) => confidence)
		const given = confidences.filter((confidence) => confidence !== null)
		expect(confidences).toEqual([...given.sort((one, other) => other - one), null, null])
		const statuses = (await whole({ sort: 'status' })).map(({ status }) => status)
		expect([...new Set(statuses)]).toEqual([
			...['pending', 'needs_review', 'flagged', 'approved', 'rejected'],
		])
		const newest = (await whole({ sort: 'newest' })).map(({ claim }) => claim)
		expect(newest.slice(0, 2)).toEqual(['Latest', 'Later'])
		const grouped = (await whole({ sort: 'newest', bySource: true })).map((each) => each.source.id)
		expect(grouped.slice(-2)).toEqual([otherSourceId, otherSourceId])
	})

	it('shows what its filters let through, and selects the same', async () => {
		const all = await whole({})
		const filters: [View, (each: (typeof all)[number]) => boolean][] = [
			[{ statuses: [] }, () => true],
			[{ statuses: ['flagged'] }, ({ status }) => status === 'flagged'],
			[
				{ statuses: ['pending', 'rejected'] },
				({ status }) => status === 'pending' || status === 'rejected',
			],
			[{ statuses: [...factStatuses] }, () => true],
			[{ pinned: true }, ({ pinned }) => pinned],
			[{ pinned: false }, ({ pinned }) => !pinned],
			[{ sourceId: otherSourceId }, ({ source }) => source.id === otherSourceId],
			[{ search: 'roof', pinned: false }, ({ claim }) => claim.includes('roofs')],
		]
		for (const [filter, lets] of filters) {
			const expected = all.filter(lets)
			expect(await whole(filter), JSON.stringify(filter)).toEqual(expected)
			expect(await paged({ ...filter, sort: 'newest' })).toHaveLength(expected.length)
			const ids = await fact.matchingIds({ projectId, ...filter })
			expect(ids).toEqual(expected.map(({ id }) => id))
		}
	})

	it('with a source of another project or an unknown one is NOT_FOUND', async () => {
		for (const sourceId of [(await seed()).source_id, randomUUID()]) {
			const refusal = { code: 'NOT_FOUND', message: expect.stringContaining(sourceId) }
			expect(await refusalOf(fact.list({ projectId, sourceId }))).toMatchObject(refusal)
			expect(await refusalOf(fact.matchingIds({ projectId, sourceId }))).toMatchObject(refusal)
		}
	})

	it('refuses the cursor of another order', async () => {
		const { nextCursor } = await fact.list({ projectId, sort: 'status', limit: 3 })
		for (const cursor of [
			nextCursor ?? [],
			[],
			[1],
			[randomUUID(), 1],
			[1, 1],
			[1.5, randomUUID()],
		])
			expect(await refusalOf(fact.list({ projectId, cursor }))).toMatchObject({
				code: 'BAD_REQUEST',
				message: expect.stringContaining('cursor'),
			})
	})

	it.each(["'", "a' & !b", ':*', '!roofs', 'a | b', '\\', "\\'", '<->', '(', '&', '!', '𝛥'])(
		'searches for %j as for words, not as an expression',
		async (search) => {
			expect((await fact.list({ projectId, search })).total).toBeLessThan(20)
		},
	)
})
