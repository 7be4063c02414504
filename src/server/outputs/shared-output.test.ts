import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
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

describe('a shared output', () => {
	it('is read by its token alone, without a trace of the project', async () => {
		const { id } = await person.output.generate({ projectId, mode: 'paragraph', factIds })
		const { shareToken } = await person.output.share({ projectId, outputId: id })
		expect(shareToken).not.toBe(id)
		const again = await person.output.share({ projectId, outputId: id })
		expect(again.shareToken).toBe(shareToken)
		const shared = await person.output.shared({ token: (shareToken ?? '').toUpperCase() })
		const { content, title, citations } = await person.output.get({ projectId, outputId: id })
		expect(shared).toMatchObject({ content, title })
		expect(shared.citations).toEqual(citations.map(({ status, ...citation }) => citation))
		expect(JSON.stringify(shared)).not.toContain(projectId)
		await person.fact.change({ projectId, changes: changesOf(factIds[0] ?? '', { removed: true }) })
		expect(await person.output.shared({ token: shareToken ?? '' })).toEqual(shared)
	})

	it('is closed once it is withdrawn or removed, and a new token opens it', async () => {
		const { id: outputId } = await person.output.generate({ projectId, mode: 'paragraph', factIds })
		const target = { projectId, outputId }
		const first = (await person.output.share(target)).shareToken ?? ''
		await person.output.unshare(target)
		const closed = { code: 'NOT_FOUND', httpStatus: 404 }
		expect(await refusalOf(person.output.shared({ token: first }))).toMatchObject(closed)
		const second = (await person.output.share(target)).shareToken ?? ''
		expect(second).not.toBe(first)
		await person.output.remove(target)
		expect(await refusalOf(person.output.shared({ token: second }))).toMatchObject(closed)
		await person.output.restore(target)
		expect(await person.output.shared({ token: second })).toHaveProperty('content')
		await person.project.remove({ projectId })
		expect(await refusalOf(person.output.shared({ token: second }))).toMatchObject(closed)
	})

	it.each(['', 'x', randomUUID()])('is not found by the token %j', async (token) => {
		const refusal = await refusalOf(person.output.shared({ token }))
		expect(['BAD_REQUEST', 'NOT_FOUND']).toContain(refusal.code)
	})
})
