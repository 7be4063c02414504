import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { seedReview } from '@/testing/seed-review'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase()
const person = callerOf(database, gateClosed)

let projectId: string
let factIds: string[]

beforeEach(async () => {
	const seeded = await seedReview(database)
	projectId = seeded.projectId
	factIds = seeded.factIds
})

describe('the facts that are not approved', () => {
	it('are told apart from those that are', async () => {
		const { facts } = await person.fact.list({ projectId })
		const unapproved = await person.output.unapproved({ projectId, factIds })
		expect(unapproved.map(({ id }) => id).sort()).toEqual(
			facts
				.filter(({ status }) => status !== 'approved')
				.map(({ id }) => id)
				.sort(),
		)
	})

	it('are refused where one is unknown, or where they are none or too many', async () => {
		const ask = (ids: string[]) => refusalOf(person.output.unapproved({ projectId, factIds: ids }))
		expect(await ask([randomUUID()])).toMatchObject({ code: 'NOT_FOUND' })
		expect(await ask([])).toMatchObject({ code: 'BAD_REQUEST' })
		expect(await ask(Array.from({ length: 121 }, () => randomUUID()))).toMatchObject({
			code: 'BAD_REQUEST',
		})
	})
})
