import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { factStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'
import { one } from '../db/one'
import type { FactChange } from './change-facts'

const database = await openTestDatabase({ poolSize: 8 })
const { seed } = callerOf(database).testHelpers
const { fact, source } = callerOf(database, gateClosed)

let projectId: string
let sourceId: string

beforeEach(async () => {
	const seeded = await seed({ facts_count: 24 })
	projectId = seeded.project_id
	sourceId = seeded.source_id
})

const refused = async (call: () => Promise<unknown>, expected: object) => {
	const before = await contentsOf(database)
	expect(await refusalOf(call())).toMatchObject(expected)
	expect(await contentsOf(database)).toEqual(before)
}

describe('the list of facts', () => {
	it('comes in pages that hold each fact once, in order', async () => {
		const ids: string[] = []
		let cursor: (number | string)[] | undefined
		do {
			const page = await fact.list({ projectId, limit: 7, cursor })
			expect(page.total).toBe(24)
			ids.push(...page.facts.map(({ id }) => id))
			cursor = page.nextCursor ?? undefined
		} while (cursor)
		const whole = await fact.list({ projectId })
		expect(ids).toEqual(whole.facts.map(({ id }) => id))
		expect(whole.facts.map(({ position }) => position)).toEqual(whole.facts.map((_, n) => n + 1))
		expect(whole.nextCursor).toBeNull()
	})

	it.each<[string, number]>([
		['STREET TREES', 2],
		['Traffic heat', 1],
		['storey', 1],
		['𝛥T', 1],
		['roofs', 2],
		['tre', 6],
		['trees  street', 2],
		['one sto', 1],
		['', 24],
		['  ', 24],
		['no such words', 0],
		['%', 0],
		['_', 0],
		['\\', 0],
		["'", 0],
	])('finds %j in claim or quote, %i times', async (search, count) => {
		const page = await fact.list({ projectId, search })
		expect([page.total, page.facts.length]).toEqual([count, count])
	})
})

describe('a fact', () => {
	it('is added at the end with a quote that is cut from the source', async () => {
		const { text } = await source.get({ projectId, sourceId })
		const start = text.indexOf('𝛥T')
		const range = { quoteStart: start, quoteEnd: start + 3 }
		const added = await fact.add({ projectId, sourceId, claim: ' New ', ...range })
		expect(added?.position).toBe(25)
		const last = (await fact.list({ projectId })).facts.at(-1)
		expect(last).toMatchObject({ claim: 'New', quote: '𝛥T', status: 'pending', pinned: false })
	})

	it.each([
		{ quoteStart: 0 },
		{ quoteEnd: 5 },
		{ quoteStart: 5, quoteEnd: 5 },
		{ quoteStart: -1, quoteEnd: 5 },
		{ quoteStart: 0, quoteEnd: 1_000_000 },
		{ quoteStart: 1.5, quoteEnd: 5 },
	])('is not added with the passage %j', async (range) => {
		await refused(() => fact.add({ projectId, sourceId, claim: 'New', ...range }), {
			...{ code: 'BAD_REQUEST', httpStatus: 400 },
		})
	})

	it('is not added with a quote that splits a surrogate pair', async () => {
		const { text } = await source.get({ projectId, sourceId })
		const quoteStart = text.indexOf('𝛥') + 1
		const range = { quoteStart, quoteEnd: quoteStart + 5 }
		await refused(() => fact.add({ projectId, sourceId, claim: 'New', ...range }), {
			code: 'BAD_REQUEST',
		})
	})

	it.each(['', '  ', 'a\0', '\ud800', 'a'.repeat(limits.claimLength + 1)])(
		'is not added with the claim %j',
		async (claim) => {
			await refused(() => fact.add({ projectId, sourceId, claim }), { code: 'BAD_REQUEST' })
		},
	)

	it('gets a position of its own when many are added at once', async () => {
		const added = await Promise.all(
			Array.from({ length: 16 }, (_, n) => fact.add({ projectId, sourceId, claim: `New ${n}` })),
		)
		const positions = added.map((each) => each?.position ?? 0).sort((one, two) => one - two)
		expect(positions).toEqual(Array.from({ length: 16 }, (_, n) => 25 + n))
	})

	it('takes every status and pin, and keeps the rest', async () => {
		const [first] = (await fact.list({ projectId })).facts
		const factId = first?.id ?? ''
		const values = [
			...factStatuses.map((status) => ({ status })),
			...[{ pinned: true }, { pinned: false }],
		]
		for (const set of values) {
			await fact.change({ projectId, changes: changesOf(factId, set) })
			expect((await fact.list({ projectId })).facts[0]).toMatchObject(set)
		}
		const changed = { status: 'rejected', version: 1 + values.length }
		expect((await fact.list({ projectId })).facts[0]).toEqual({ ...first, ...changed })
	})

	it('that is removed is changed by nothing but a restoration, and named as gone', async () => {
		const [first] = (await fact.list({ projectId })).facts
		const factId = first?.id ?? ''
		const set = (value: FactChange['set']) =>
			fact.change({ projectId, changes: changesOf(factId, value) })
		await set({ removed: true })
		const before = await contentsOf(database)
		for (const value of [{ status: 'flagged' as const }, { pinned: true }, { removed: true }])
			expect(await set(value)).toEqual({ changed: 0, gone: [factId], undo: [] })
		expect(await contentsOf(database)).toEqual(before)
		expect(await set({ removed: false })).toMatchObject({ changed: 1, gone: [] })
	})

	it('that is unknown or of another project is NOT_FOUND', async () => {
		const other = await fact.list({ projectId: (await seed()).project_id })
		for (const factId of [randomUUID(), one(other.facts).id])
			for (const set of [{ status: 'flagged' as const }, { pinned: true }, { removed: true }])
				await refused(() => fact.change({ projectId, changes: changesOf(factId, set) }), {
					...{ code: 'NOT_FOUND', message: expect.stringContaining(factId) },
				})
		await refused(() => fact.list({ projectId: randomUUID() }), { code: 'NOT_FOUND' })
	})
})

describe('a source', () => {
	it('is added once however often its text is sent, also at once', async () => {
		const request = { projectId, title: 'Mine', text: ' My text 🧪\n' }
		const answers = await Promise.all(Array.from({ length: 8 }, () => source.add(request)))
		expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
		expect(answers.filter(({ created }) => created)).toHaveLength(1)
		const added = await source.get({ projectId, sourceId: one(answers).id })
		expect(added.text).toBe(request.text)
		expect(await source.list({ projectId })).toHaveLength(2)
	})

	it.each([
		{ title: '' },
		{ title: 'a'.repeat(limits.titleLength + 1) },
		{ text: '' },
		{ text: 'a\0b' },
		{ text: '\udc00' },
		{ text: 'a'.repeat(limits.sourceTextBytes + 1) },
		{ url: 'example.com' },
		{ url: 'javascript:alert(1)' },
		{ url: 'ftp://example.com' },
		{ url: `https://example.com/${'a'.repeat(2_000)}` },
		{ url: 'https://example.com/\0' },
		{ url: 'https://example.com/\ud800' },
		{ url: 'https://example.com/?\udc00' },
	])('is not added with a %o that is wrong', async (change) => {
		const request = { projectId, title: 'Mine', text: 'Mine', ...change }
		const [field = ''] = Object.keys(change)
		await refused(() => source.add(request), {
			...{ code: 'BAD_REQUEST', message: expect.stringMatching(new RegExp(`^${field}: `)) },
		})
	})

	it('of another project, or an unknown one, is NOT_FOUND', async () => {
		const other = await seed()
		for (const lost of [other.source_id, randomUUID()]) {
			await refused(() => source.get({ projectId, sourceId: lost }), { code: 'NOT_FOUND' })
			await refused(() => fact.add({ projectId, sourceId: lost, claim: 'x' }), {
				code: 'NOT_FOUND',
			})
		}
	})
})
