import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { limits } from '@/domain/limits'
import { callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { openTestDatabase } from '@/testing/test-database'
import { one } from '../db/one'

const database = await openTestDatabase()
const { seed } = callerOf(database).testHelpers
const { source, fact } = callerOf(database, gateClosed)

const newProject = async (facts_count = 3) => {
	const made = await seed({ facts_count })
	return { projectId: made.project_id, sourceId: made.source_id }
}

describe('a source', () => {
	it('is added once: the same text again leads to the first', async () => {
		const { projectId } = await newProject(0)
		const first = await source.add({ projectId, title: 'One', text: 'Text' })
		expect(first.created).toBe(true)
		expect(await source.add({ projectId, title: 'Two', text: 'Text' })).toEqual({
			...first,
			created: false,
		})
	})

	it.each([
		['letters', 'a'.repeat(limits.sourceTextBytes - 1)],
		['line breaks', '\n'.repeat(limits.sourceTextBytes / 2)],
		['letters of three bytes', '語'.repeat(limits.sourceTextBytes / 3 + 1)],
		['control characters', '\u0001'.repeat(limits.sourceTextBytes / 6 + 1)],
	])('is refused where its request would be over the limit: %s', async (_, text) => {
		const { projectId } = await newProject(0)
		expect(await refusalOf(source.add({ projectId, title: 'Long', text }))).toMatchObject({
			code: 'BAD_REQUEST',
			message: 'text: The text is over 1 MB: split it into two sources',
		})
	})

	it('is stored without byte order marks at its beginning, so that its text, its hash and its quotes agree', async () => {
		const { projectId } = await newProject(0)
		const added = await source.add({
			projectId,
			title: 'Marked',
			text: '\ufeff\ufeffOne \ufeff two',
		})
		const { id: sourceId } = added
		const { text } = await source.get({ projectId, sourceId })
		expect(text).toBe('One \ufeff two')
		const hashes = await source.hashes({ projectId })
		const hash = hashes.find(({ id }) => id === sourceId)
		expect(hash?.textSha256).toBe(createHash('sha256').update(text).digest('hex'))
		const again = { projectId, title: 'Plain', text }
		expect(await source.add(again)).toEqual({ ...added, created: false })
		for (const quoteStart of [0, 4])
			await fact.add({ projectId, sourceId, claim: `From ${quoteStart}`, quoteStart, quoteEnd: 9 })
		const { facts } = await fact.list({ projectId })
		expect(facts.map(({ quote }) => quote)).toEqual(['One \ufeff two'.slice(0, 9), ' two'])
		for (const { quote, quoteStart, quoteEnd } of facts)
			expect(text.slice(quoteStart ?? 0, quoteEnd ?? 0)).toBe(quote)
		const nothing = { projectId, sourceId, claim: 'Nothing', quoteStart: 4, quoteEnd: 5 }
		expect(await refusalOf(fact.add(nothing))).toMatchObject({ code: 'BAD_REQUEST' })
		const empty = { projectId, title: 'Empty', text: '\ufeff' }
		expect(await refusalOf(source.add(empty))).toMatchObject({ code: 'BAD_REQUEST' })
	})

	it('of the full size is stored', async () => {
		const { projectId } = await newProject(0)
		const text = 'a'.repeat(limits.sourceTextBytes - 2)
		const { id } = await source.add({ projectId, title: 'Long', text })
		expect((await source.get({ projectId, sourceId: id })).text).toHaveLength(text.length)
	})

	it('is renamed, with its facts under the new title', async () => {
		const { projectId, sourceId } = await newProject(1)
		const renamed = { id: sourceId, title: 'New' }
		expect(await source.rename({ projectId, sourceId, title: ' New ' })).toEqual(renamed)
		expect(await source.get({ projectId, sourceId })).toMatchObject(renamed)
		expect((await fact.list({ projectId })).facts[0]?.source).toEqual(renamed)
		for (const title of ['', ' ', 'a\0', 'a'.repeat(limits.titleLength + 1)])
			expect(await refusalOf(source.rename({ projectId, sourceId, title }))).toMatchObject({
				code: 'BAD_REQUEST',
			})
		expect(await source.get({ projectId, sourceId })).toMatchObject(renamed)
	})
})

describe('the passages of a source', () => {
	it('are those of its facts, each once, in the order of the text', async () => {
		const ids = await newProject(48)
		const passages = await source.passages(ids)
		expect(passages).toHaveLength(24)
		expect(passages.map(({ start }) => start)).toEqual(
			passages.map(({ start }) => start).toSorted((one, other) => one - other),
		)
		const { text } = await source.get(ids)
		const { facts } = await fact.list({ projectId: ids.projectId })
		const quotes = new Set(facts.map(({ quote }) => quote))
		for (const { start, end } of passages) expect(quotes).toContain(text.slice(start, end))
	})

	it('are without those of removed facts', async () => {
		const ids = await newProject(2)
		const { facts } = await fact.list({ projectId: ids.projectId })
		await fact.change({
			projectId: ids.projectId,
			changes: changesOf(one(facts).id, { removed: true }),
		})
		expect(await source.passages(ids)).toHaveLength(1)
	})
})

describe('evidence', () => {
	it('leads through the facts of a source in the order of its text, unquoted ones last', async () => {
		const { projectId, sourceId } = await newProject(3)
		const { text } = await source.get({ projectId, sourceId })
		await fact.add({ projectId, sourceId, claim: 'Unquoted' })
		await fact.add({ projectId, sourceId, claim: 'First', quoteStart: 0, quoteEnd: 4 })
		const { facts } = await fact.list({ projectId })
		let factId: string | null = facts.find(({ claim }) => claim === 'First')?.id ?? ''
		const claims: string[] = []
		let before: string | null = null
		while (factId) {
			const found: Awaited<ReturnType<typeof source.evidence>> = await source.evidence({
				projectId,
				factId,
			})
			expect(found).toMatchObject({ place: claims.length + 1, total: 5, previousId: before })
			const { quote, quoteStart, quoteEnd, claim } = found.fact
			if (quote !== null) expect(text.slice(quoteStart ?? 0, quoteEnd ?? 0)).toBe(quote)
			claims.push(claim)
			before = factId
			factId = found.nextId
		}
		expect(claims[0]).toBe('First')
		expect(claims.at(-1)).toBe('Unquoted')
		expect(claims).toHaveLength(5)
	})

	it('of a fact that is removed, unknown or of another project is not found', async () => {
		const { projectId } = await newProject()
		const other = await newProject()
		const [removed] = (await fact.list({ projectId })).facts
		await fact.change({ projectId, changes: changesOf(removed?.id ?? '', { removed: true }) })
		const [foreign] = (await fact.list({ projectId: other.projectId })).facts
		for (const factId of [removed?.id ?? '', foreign?.id ?? '', randomUUID()])
			expect(await refusalOf(source.evidence({ projectId, factId }))).toMatchObject({
				...{ code: 'NOT_FOUND', httpStatus: 404 },
			})
	})
})

describe('coverage', () => {
	it('counts every fact once, by source, status and part of the text', async () => {
		const { projectId, sourceId } = await newProject(0)
		await seed({ project_id: projectId, scenario: 'review', facts_count: 200 })
		const { parts, cells } = await source.coverage({ projectId })
		expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(200)
		expect(new Set(cells.map(({ status }) => status)).size).toBe(5)
		expect(cells.some(({ part }) => part === null)).toBe(true)
		for (const cell of cells) {
			expect(cell.sourceId).toBe(sourceId)
			expect(cell.part ?? 0).toBeGreaterThanOrEqual(0)
			expect(cell.part ?? 0).toBeLessThan(parts)
		}
	})

	it('is empty without facts', async () => {
		const { projectId } = await newProject(0)
		expect((await source.coverage({ projectId })).cells).toEqual([])
	})
})
