import { beforeAll, expect, it } from 'vitest'
import { factStatuses } from '@/domain/fact-status'
import { callerOf, gateClosed } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase()
const { fact } = callerOf(database, gateClosed)
let projectId: string

beforeAll(async () => {
	const { seed } = callerOf(database).testHelpers
	projectId = (await seed({ facts_count: 24, scenario: 'review' })).project_id
})

type Filter = Omit<Parameters<typeof fact.counts>[0], 'projectId'>
const filters: Filter[] = [
	{},
	{ search: 'heat' },
	{ statuses: ['flagged'] },
	{ statuses: ['flagged', 'pending'], pinned: true },
	{ search: 'no such words' },
]

it.each(filters)('the counts of %j are those of the lists that they promise', async (filter) => {
	const counts = await fact.counts({ projectId, ...filter })
	const totalOf = async (choice: Filter) =>
		(await fact.list({ projectId, ...filter, ...choice })).total
	expect(counts.total).toBe(await totalOf({}))
	expect(counts.pinned).toBe(await totalOf({ pinned: true }))
	for (const status of factStatuses)
		expect(counts.statuses[status]).toBe(await totalOf({ statuses: [status] }))
	expect(await fact.matchingIds({ projectId, ...filter })).toHaveLength(counts.total)
})

it('a decision moves a fact from one count to the other', async () => {
	const before = await fact.counts({ projectId })
	const [flagged] = await fact.matchingIds({ projectId, statuses: ['flagged'] })
	const changes = changesOf(flagged ?? '', { status: 'approved' })
	await fact.change({ projectId, changes })
	const after = await fact.counts({ projectId, statuses: ['flagged'] })
	expect(after.total).toBe(before.statuses.flagged - 1)
	expect(after.statuses.approved).toBe(before.statuses.approved + 1)
})
