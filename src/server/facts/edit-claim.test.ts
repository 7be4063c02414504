import { beforeEach, describe, expect, it } from 'vitest'
import { factStatuses } from '@/domain/fact-status'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase({ poolSize: 2 })
const { seed } = callerOf(database).testHelpers
const { fact } = callerOf(database, gateClosed)

let projectId: string
let factId: string
const read = () => fact.get({ projectId, factId })
const reword = (claim: string, version: number, status?: (typeof factStatuses)[number]) =>
	fact.editClaim({ projectId, factId, claim, version, status })

beforeEach(async () => {
	projectId = (await seed()).project_id
	factId = (await fact.list({ projectId })).facts[0]?.id ?? ''
})

describe('a claim in other words', () => {
	it.each(factStatuses)('is pending again when it was %s', async (status) => {
		await fact.change({ projectId, changes: changesOf(factId, { status }) })
		const before = await read()
		const edited = await reword('Other words', before.version)
		expect(edited).toMatchObject({
			...{ id: factId, claim: 'Other words', status: 'pending', version: before.version + 1 },
			undo: { claim: before.claim, status },
		})
		expect(await read()).toMatchObject({ claim: 'Other words', status: 'pending' })
	})

	it('comes back with the verdict on it when the edit is taken back', async () => {
		const before = await read()
		const { version, undo } = await reword('Other words', before.version)
		await fact.editClaim({ projectId, factId, version, ...undo, claim: undo?.claim ?? '' })
		expect(await read()).toEqual({ ...before, version: before.version + 2 })
	})

	it('that are the old ones changes nothing, whatever status is asked for', async () => {
		await fact.change({ projectId, changes: changesOf(factId, { status: 'flagged' }) })
		const before = await read()
		const { id, claim, status, version } = before
		expect(await reword(` ${claim} `, version)).toMatchObject({
			...{ id, claim, status, version },
			undo: null,
		})
		await reword(claim, version, 'approved')
		expect(await read()).toEqual(before)
	})

	it('is not taken back over what somebody else did since, and grants no approval then', async () => {
		const { version, undo } = await reword('Other words', (await read()).version)
		await fact.change({ projectId, changes: changesOf(factId, { status: 'rejected' }) })
		const refusal = await refusalOf(reword(undo?.claim ?? '', version, undo?.status))
		expect(refusal).toMatchObject({ code: 'CONFLICT' })
		expect(await read()).toMatchObject({ claim: 'Other words', status: 'rejected' })
	})

	it('by two people at once is that of one of them', async () => {
		const { version } = await read()
		const answers = await Promise.allSettled([reword('Mine', version), reword('Yours', version)])
		expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
		expect((await read()).version).toBe(version + 1)
	})
})
