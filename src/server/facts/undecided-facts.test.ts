import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { factStatuses } from '@/domain/fact-status'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase()
const { seed } = callerOf(database).testHelpers
const { fact } = callerOf(database, gateClosed)

let projectId: string
beforeEach(async () => {
	projectId = (await seed({ facts_count: 20, scenario: 'review' })).project_id
})

const listed = async () => (await fact.list({ projectId, limit: 200 })).facts

describe('the facts still to review', () => {
	it('are those that are pending or need review, in the order of the project', async () => {
		const expected = (await listed()).filter(({ status }) =>
			['pending', 'needs_review'].includes(status),
		)
		expect(expected.length).toBeGreaterThan(1)
		const { ids } = await fact.undecided({ projectId })
		expect(ids).toEqual(expected.map(({ id }) => id))
	})

	it('are so after each decision, and without a fact that was removed', async () => {
		const [first = ''] = (await fact.undecided({ projectId })).ids
		for (const status of factStatuses) {
			await fact.change({ projectId, changes: changesOf(first, { status }) })
			const isLeft = status === 'pending' || status === 'needs_review'
			expect((await fact.undecided({ projectId })).ids.includes(first)).toBe(isLeft)
		}
		await fact.change({ projectId, changes: changesOf(first, { status: 'pending' }) })
		await fact.change({ projectId, changes: changesOf(first, { removed: true }) })
		expect((await fact.undecided({ projectId })).ids).not.toContain(first)
	})

	it('are those of one project', async () => {
		const other = (await seed({ facts_count: 5, scenario: 'review' })).project_id
		const { ids } = await fact.undecided({ projectId: other })
		const own = new Set((await fact.list({ projectId: other })).facts.map(({ id }) => id))
		expect(ids.length).toBeGreaterThan(0)
		expect(ids.every((id) => own.has(id))).toBe(true)
		expect(await refusalOf(fact.undecided({ projectId: randomUUID() }))).toMatchObject({
			code: 'NOT_FOUND',
		})
	})

	it('are told within a second where there are more than a view holds', async () => {
		const { project_id } = await seed({ facts_count: 12_000, scenario: 'review' })
		const startedAt = performance.now()
		const { ids } = await fact.undecided({ projectId: project_id })
		expect(performance.now() - startedAt).toBeLessThan(1_000)
		const { statuses } = await fact.counts({ projectId: project_id })
		expect(ids).toHaveLength((statuses.pending ?? 0) + (statuses.needs_review ?? 0))
	})
})
