import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { outputModes } from '@/domain/output-mode'
import { type Caller, callerOf, gateClosed, refusalOf } from '@/testing/caller'
import { changesOf } from '@/testing/changes-of'
import { contentsOf } from '@/testing/contents'
import { seedReview } from '@/testing/seed-review'
import { openTestDatabase } from '@/testing/test-database'

const database = await openTestDatabase({ poolSize: 2 })
const { seed } = callerOf(database).testHelpers
const person = callerOf(database, gateClosed)

let projectId: string
let factIds: string[]

const factsOf = async (id: string) => (await person.fact.list({ projectId: id })).facts
const generate = (ids: string[], mode: (typeof outputModes)[number] = 'paragraph') =>
	person.output.generate({ projectId, mode, factIds: ids })
const contentOf = async (outputId: string) => person.output.get({ projectId, outputId })

beforeEach(async () => {
	const seeded = await seedReview(database)
	projectId = seeded.projectId
	factIds = seeded.factIds
})

describe('a generated output', () => {
	it.each(outputModes)(
		'as a %s is stored with quotes that are verbatim and cited',
		async (mode) => {
			const { id } = await generate(factIds, mode)
			const output = await contentOf(id)
			expect(output).toMatchObject({ id, mode, sourcesCount: 1, engine: 'embedded' })
			const facts = new Map((await factsOf(projectId)).map((fact) => [fact.id, fact]))
			expect(output.citations.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
			for (const { id: factId, quote, number } of output.citations) {
				expect(quote).toBe(facts.get(factId)?.quote)
				expect(output.content).toContain(`[${number}]`)
				if (quote !== null) expect(output.content).toContain(quote)
			}
			expect(await person.output.list({ projectId })).toMatchObject([{ id, mode, sourcesCount: 1 }])
		},
	)

	it('is the same for the same facts in whatever order they were chosen, and another per mode', async () => {
		const contents = new Set<string>()
		for (const mode of outputModes) {
			const first = await contentOf((await generate(factIds, mode)).id)
			const second = await contentOf((await generate([...factIds].reverse(), mode)).id)
			expect(second.content).toBe(first.content)
			contents.add(first.content)
		}
		expect(contents.size).toBe(outputModes.length)
	})

	it('holds the chosen facts only, also when an id is written in upper case', async () => {
		const [first = '', second = ''] = factIds
		const { id } = await generate([second.toUpperCase()])
		const output = await contentOf(id)
		expect(output.citations.map((citation) => citation.id)).toEqual([second])
		const other = (await factsOf(projectId)).find((fact) => fact.id === first)
		expect(output.content).not.toContain(other?.claim)
	})

	it('stays readable when a fact behind it is removed', async () => {
		const { id } = await generate(factIds.slice(0, 2))
		const before = await contentOf(id)
		await person.fact.change({ projectId, changes: changesOf(factIds[0] ?? '', { removed: true }) })
		const after = await contentOf(id)
		expect({ ...after, citedFacts: before.citedFacts }).toEqual(before)
	})

	it('is listed newest first', async () => {
		const made: string[] = []
		for (const factId of factIds.slice(0, 3)) made.push((await generate([factId])).id)
		const listed = await person.output.list({ projectId })
		expect(listed.map(({ id }) => id)).toEqual(made.reverse())
	})
})

describe('a synthesis that cannot be made stores nothing:', () => {
	const refused = async (call: () => Promise<unknown>, expected: object) => {
		const before = await contentsOf(database)
		expect(await refusalOf(call())).toMatchObject(expected)
		expect(await contentsOf(database)).toEqual(before)
	}

	it('no fact, a fact twice, too many facts', async () => {
		const [factId = ''] = factIds
		const many = Array.from({ length: 501 }, () => randomUUID())
		const wrong: [string[], string][] = [
			[[], 'Select at least one fact'],
			[[factId, factId.toUpperCase()], 'A fact is selected twice'],
			[many, 'Select at most 500 facts'],
		]
		for (const [ids, message] of wrong)
			await refused(() => generate(ids), {
				...{ code: 'BAD_REQUEST', httpStatus: 400, message: `factIds: ${message}` },
			})
	})

	it('a fact of another project, an unknown one, one that was removed', async () => {
		const [own = '', removed = ''] = factIds
		const [foreign] = await factsOf((await seed()).project_id)
		await person.fact.change({ projectId, changes: changesOf(removed, { removed: true }) })
		for (const lost of [foreign?.id ?? '', randomUUID(), removed])
			await refused(() => generate([own, lost]), {
				...{ code: 'NOT_FOUND', httpStatus: 404, message: expect.stringContaining(lost) },
			})
	})

	it('a fact that is removed while the engine works', async () => {
		const slow = callerOf(database, { fault: 'delay=1000' })
		const running = refusalOf(slow.output.generate({ projectId, mode: 'split', factIds }))
		const [factId = ''] = factIds
		await person.fact.change({ projectId, changes: changesOf(factId, { removed: true }) })
		expect(await running).toMatchObject({ code: 'NOT_FOUND' })
		expect(await person.output.list({ projectId })).toEqual([])
	})

	const faults: [string, object][] = [
		[
			'synthesis=empty',
			{ code: 'EMPTY_SYNTHESIS', httpStatus: 502, message: 'LLM returned empty synthesis' },
		],
		['synthesis=error', { code: 'SYNTHESIS_FAILED', httpStatus: 502 }],
		['synthesis=timeout', { code: 'SYNTHESIS_TIMEOUT', httpStatus: 504 }],
		['synthesis=nothing', { code: 'BAD_REQUEST', message: expect.stringContaining('x-e2e-fault') }],
		['delay=10001', { code: 'BAD_REQUEST' }],
		['delay=-1', { code: 'BAD_REQUEST' }],
		['', { code: 'BAD_REQUEST' }],
	]
	it.each(faults)('the fault %j', async (fault, expected) => {
		const faulty: Caller = callerOf(database, { fault })
		await refused(() => faulty.output.generate({ projectId, mode: 'split', factIds }), expected)
	})

	it('a delay alone is no failure', async () => {
		const slow = callerOf(database, { fault: 'delay=1' })
		expect(await slow.output.generate({ projectId, mode: 'split', factIds })).toHaveProperty('id')
	})
})

it('an output of another project is not found, whoever asks', async () => {
	const { id } = await generate(factIds)
	const other = (await seed()).project_id
	expect(await refusalOf(person.output.get({ projectId: other, outputId: id }))).toMatchObject({
		...{ code: 'NOT_FOUND', httpStatus: 404 },
	})
})

describe('the history', () => {
	it('finds words in titles and texts, and puts the pinned first', async () => {
		const [first, second, third] = [
			await generate(factIds.slice(0, 1)),
			await generate(factIds.slice(1, 2)),
			await generate(factIds.slice(2, 3)),
		]
		const ids = async (search?: string) =>
			(await person.output.list({ projectId, search })).map(({ id }) => id)
		await person.output.setPinned({ projectId, outputId: first.id, pinned: true })
		expect(await ids()).toEqual([first.id, third.id, second.id])
		await person.output.rename({ projectId, outputId: second.id, title: ' 100% _heat_ ' })
		expect(await ids('% _HEAT')).toEqual([second.id])
		const [claim = ''] = (await contentOf(third.id)).citations.map((each) => each.claim)
		expect(await ids(claim.toUpperCase())).toEqual([third.id])
		expect(await ids('no such words')).toEqual([])
	})

	it('loses what is removed and gets back what is restored', async () => {
		const { id } = await generate(factIds)
		await person.output.remove({ projectId, outputId: id })
		expect(await person.output.list({ projectId })).toEqual([])
		for (const gone of [
			() => contentOf(id),
			() => person.output.rename({ projectId, outputId: id, title: 'x' }),
			() => person.output.share({ projectId, outputId: id }),
			() => person.output.remove({ projectId, outputId: id }),
		])
			expect(await refusalOf(gone())).toMatchObject({ code: 'NOT_FOUND', httpStatus: 404 })
		await person.output.restore({ projectId, outputId: id })
		expect(await contentOf(id)).toMatchObject({ id })
	})

	it.each(['', ' ', 'a\0', 'a'.repeat(201)])('takes no title %j', async (title) => {
		const { id } = await generate(factIds)
		const renaming = person.output.rename({ projectId, outputId: id, title })
		expect(await refusalOf(renaming)).toMatchObject({ code: 'BAD_REQUEST' })
	})
})

describe('an output that is written again', () => {
	it('says whether it is the same as the one before', async () => {
		const first = await generate(factIds)
		expect((await contentOf(first.id)).previous).toBeUndefined()
		await generate(factIds, 'split')
		await generate(factIds.slice(1))
		const second = await generate(factIds)
		const again = await contentOf(second.id)
		expect(again.previous).toMatchObject({ id: first.id, isSame: true })
		expect(again.inputHash).toBe((await contentOf(first.id)).inputHash)
		await person.project.rename({ projectId, title: 'Another' })
		const third = await contentOf((await generate(factIds)).id)
		expect(third.previous).toMatchObject({ id: second.id, isSame: true })
		expect(third.inputHash).not.toBe(again.inputHash)
	})
})
