import { beforeEach, describe, expect, it } from 'vitest'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { contentsOf } from '@/testing/contents'
import { openTestDatabase } from '@/testing/test-database'
import { one } from '../db/one'

const database = await openTestDatabase({ poolSize: 4 })
const { seed, status } = callerOf(database).testHelpers
const { fact, source } = callerOf(database, gateClosed)

let projectId: string
let sourceId: string
let factId: string

const annotate = (input: { version: number; note: string; tags?: string[] }) =>
	fact.annotate({ projectId, factId, tags: [], ...input })
const none = { quoteStart: null, quoteEnd: null }
const factNow = () => fact.get({ projectId, factId })
const hash = async () => (await status({ project_id: projectId })).content_hash
const refused = async (call: () => Promise<unknown>, expected: object) => {
	const before = await contentsOf(database)
	expect(await refusalOf(call())).toMatchObject(expected)
	expect(await contentsOf(database)).toEqual(before)
}

beforeEach(async () => {
	const seeded = await seed({ facts_count: 12 })
	projectId = seeded.project_id
	sourceId = seeded.source_id
	factId = one(await fact.list({ projectId, limit: 1 }).then(({ facts }) => facts)).id
})

describe('another quote', () => {
	it('is cut from the source, keeps the claim and makes the fact pending', async () => {
		const before = await factNow()
		expect(before.status).toBe('approved')
		const { text } = await source.get({ projectId, sourceId })
		const quoteStart = text.indexOf('𝛥T')
		const range = { quoteStart, quoteEnd: quoteStart + 3 }
		const answer = await fact.requote({ projectId, factId, version: before.version, ...range })
		const expected = { ...range, quote: '𝛥T', status: 'pending', claim: before.claim }
		expect(answer).toMatchObject({ ...expected, version: before.version + 1 })
		expect(await factNow()).toMatchObject(expected)
		if (!answer.undo) throw new Error('Nothing takes it back')
		await fact.requote({ projectId, factId, version: answer.version, ...answer.undo })
		expect(await factNow()).toEqual({ ...before, version: before.version + 2 })
	})

	it('that is none takes the quote back and makes the fact pending', async () => {
		await fact.requote({ projectId, factId, version: 1, ...none })
		expect(await factNow()).toMatchObject({
			...{ quote: null, quoteStart: null, quoteEnd: null, status: 'pending' },
		})
	})

	it('that is the same leaves the decision', async () => {
		const { quoteStart, quoteEnd } = await factNow()
		if (quoteStart === null || quoteEnd === null) throw new Error('The fact has no quote')
		const same = await fact.requote({ projectId, factId, version: 1, quoteStart, quoteEnd })
		expect(same).toMatchObject({ version: 1, status: 'approved', undo: null })
		expect(await factNow()).toMatchObject({ quoteStart, quoteEnd, status: 'approved' })
	})

	it('is refused where somebody changed the fact meanwhile', async () => {
		await fact.change({ projectId, changes: changesOf(factId, { status: 'flagged' }) })
		await refused(() => fact.requote({ projectId, factId, version: 1, ...none }), {
			...{ code: 'CONFLICT', message: expect.stringContaining('its quote now reads') },
		})
	})

	it.each([
		{ quoteStart: 0, quoteEnd: null },
		{ quoteStart: null, quoteEnd: 5 },
		{ quoteStart: 5, quoteEnd: 5 },
		{ quoteStart: 0, quoteEnd: 1_000_000 },
	])('is a BAD_REQUEST with %j, which is no passage', async (range) => {
		await refused(() => fact.requote({ projectId, factId, version: 1, ...range }), {
			code: 'BAD_REQUEST',
		})
	})

	it('belongs to the content of the project', async () => {
		const before = await hash()
		await fact.requote({ projectId, factId, version: 1, ...none })
		expect(await hash()).not.toBe(before)
	})
})

describe('a note', () => {
	it('is written down trimmed, taken away by an empty one, and decides nothing', async () => {
		await annotate({ version: 1, note: ' Ask Ana\nagain ' })
		expect(await factNow()).toMatchObject({ note: 'Ask Ana\nagain', status: 'approved' })
		await annotate({ version: 2, note: ' ' })
		expect(await factNow()).toMatchObject({ note: null, version: 3 })
	})

	it('is refused where somebody changed the fact meanwhile, and says what it reads', async () => {
		await annotate({ version: 1, note: 'First' })
		await refused(() => annotate({ version: 1, note: 'Second' }), {
			...{ code: 'CONFLICT', message: expect.stringContaining('its note now reads “First”') },
		})
	})

	it('is refused where it is too long', async () => {
		const note = 'a'.repeat(limits.noteLength + 1)
		await refused(() => annotate({ version: 1, note }), {
			code: 'BAD_REQUEST',
		})
	})

	it('belongs to the content of the project', async () => {
		const before = await hash()
		await annotate({ version: 1, note: 'Mine' })
		expect(await hash()).not.toBe(before)
		await annotate({ version: 2, note: '' })
		expect(await hash()).toBe(before)
	})
})

describe('a tag', () => {
	const change = (set: { addTag: string } | { removeTag: string }) =>
		fact.change({ projectId, changes: changesOf(factId, set) })

	it('is on a fact once, in composed form, and counted in the project', async () => {
		for (const addTag of ['trees', ' Cafe\u0301  noir', 'Café noir', 'heat'])
			await change({ addTag })
		expect((await factNow()).tags).toEqual(['Café noir', 'heat', 'trees'])
		expect(await fact.tags({ projectId })).toEqual([
			{ tag: 'Café noir', count: 1 },
			{ tag: 'heat', count: 1 },
			{ tag: 'trees', count: 1 },
		])
	})

	it('is set with the note, each once and in order', async () => {
		await annotate({ version: 1, note: 'Mine', tags: ['trees', 'Ärger', 'heat', 'trees'] })
		expect(await factNow()).toMatchObject({ note: 'Mine', tags: ['heat', 'trees', 'Ärger'] })
	})

	it('is given to and taken from many facts, each time undone exactly', async () => {
		await change({ addTag: 'b' })
		await change({ addTag: 'd' })
		const ids = (await fact.list({ projectId })).facts.map(({ id }) => id)
		const tagsNow = async () => (await fact.list({ projectId })).facts.map(({ tags }) => tags)
		const before = await tagsNow()
		for (const set of [{ addTag: 'b' }, { removeTag: 'b' }, { addTag: 'c' }]) {
			const answer = await fact.change({ projectId, changes: [{ factIds: ids, set }] })
			expect(answer.changed).toBe('removeTag' in set ? 1 : set.addTag === 'b' ? 11 : 12)
			await fact.change({ projectId, changes: answer.undo })
			expect(await tagsNow()).toEqual(before)
		}
	})

	it('filters the facts that have all of the named', async () => {
		await change({ addTag: 'trees' })
		await change({ addTag: 'heat' })
		const found = async (...tags: string[]) => (await fact.list({ projectId, tags })).total
		expect(await Promise.all([found('trees'), found('heat', 'trees'), found('tree')])).toEqual([
			...[1, 1, 0],
		])
	})

	it('beyond as many as a fact can have is refused', async () => {
		for (let n = 0; n < limits.tagsPerFact; n++) await change({ addTag: `tag ${n}` })
		await refused(() => change({ addTag: 'one more' }), {
			...{ code: 'BAD_REQUEST', message: expect.stringContaining('Take one away first') },
		})
	})

	it('belongs to the content of the project', async () => {
		const before = await hash()
		await change({ addTag: 'heat' })
		expect(await hash()).not.toBe(before)
		await change({ removeTag: 'heat' })
		expect(await hash()).toBe(before)
	})
})
