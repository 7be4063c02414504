import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { markMatches } from '@/components/facts/mark-matches'
import { searchWords } from '@/domain/folded-text'
import { callerOf, gateClosed } from '@/testing/caller'
import { openTestDatabase } from '@/testing/test-database'
import { facts } from '../db/schema'

const database = await openTestDatabase()
const { fact, source, output } = callerOf(database, gateClosed)
let projectId: string
let sourceId: string

beforeAll(async () => {
	const seed = await callerOf(database).testHelpers.seed({ facts_count: 0 })
	projectId = seed.project_id
	sourceId = seed.source_id
})

const found: [text: string, search: string][] = [
	['Measured in 2019-2020', '2020'],
	['input/output', 'output'],
	['covid-19', '19'],
	['grew by 7%', '7%'],
	['see config.yaml', 'yaml'],
	['https://example.com/heat/report_2.pdf', 'heat report_2'],
	['C:\\temp', '\\temp'],
	['Cafe\u0301', 'CAFÉ'],
	['İSTANBUL', 'istanbul'],
	['Straße', 'STRASSE'],
	['ΣΟΦΟΣ', 'σοφος'],
	['ﬁndings of ２０２０', 'find 2020'],
	['街路樹は空気を冷やす', '空気'],
	['城市的树木', '树木'],
	['가로수는 공기를 식힌다', '로수'],
	['ต้นไม้ทำให้ถนนเย็นลง', 'ถนน'],
	['“quoted”', '“'],
	['invisi\u00adble', 'invisible'],
]
it.each(found)('%j is found by %j, in a fact and in the history', async (text, search) => {
	const { id } = await fact.add({ projectId, sourceId, claim: text })
	const others = await fact.list({ projectId, search })
	expect(others.facts.map((each) => each.id)).toContain(id)
	const made = await output.generate({ projectId, mode: 'split', factIds: [id] })
	const texts = await output.list({ projectId, search })
	expect(texts.map((each) => each.id)).toContain(made.id)
})

it.each(['%', '_', '\\', '7_', '2019 2021'])('%j is no pattern', async (search) => {
	const { id } = await fact.add({ projectId, sourceId, claim: 'Nothing but 2019 and 70 words' })
	const listed = await fact.list({ projectId, search })
	expect(listed.facts.map((each) => each.id)).not.toContain(id)
})

it('what is marked is what the database finds', async () => {
	const letters = fc.constantFrom(
		...[
			'a',
			'A',
			'b',
			'É',
			'e\u0301',
			'İ',
			'ı',
			'i\u0307',
			'ß',
			'ẞ',
			's',
			'S',
			'Σ',
			'ς',
			'σ',
			'ﬁ',
			'f',
			'i',
		],
		...[
			'ｶ',
			'ﾞ',
			'ガ',
			'か\u3099',
			'한',
			'\u1112\u1161\u11ab',
			'ㄱ',
			'ㅏ',
			'가',
			'２',
			'2',
			'%',
			'_',
			'\\',
			'-',
		],
		...[
			'\u00ad',
			'\u200b',
			'“',
			'…',
			'.',
			'K',
			'k',
			'𝛥',
			'Δ',
			'👩‍🔬',
			'👩',
			'\u0323',
			'\u0302',
			"'",
			'空',
			'気',
		],
	)
	const text = fc
		.array(fc.oneof(letters, fc.constant(' ')), { minLength: 1, maxLength: 12 })
		.map((each) => each.join(''))
	const cases = fc.sample(fc.tuple(text, fc.option(text), text), { numRuns: 600, seed: 7 })
	const searches = cases.map(([claim, quote, search], index) => {
		// Every other search is a part of the text, else few would be found.
		const all = [...(quote ?? claim)]
		const from = index % all.length
		return index % 2 ? search : all.slice(from, from + 1 + (index % 4)).join('')
	})
	const ids = await database.run('write', async (tx) => {
		const rows = cases.map(([claim, quote], position) => ({
			...{ projectId, sourceId, claim, position: 1_000 + position },
			...(quote === null ? {} : { quote, quoteStart: 0, quoteEnd: 1 }),
		}))
		const inserted = await tx.insert(facts).values(rows).returning({ id: facts.id })
		return inserted.map(({ id }) => id)
	})
	let hits = 0
	for (const [index, search] of searches.entries()) {
		const words = searchWords(search)
		if (words.length === 0 || index % 3) continue
		const matching = new Set(await fact.matchingIds({ projectId, search }))
		for (const [row, [claim, quote]] of cases.entries()) {
			const isMarked = (word: string) =>
				[claim, quote ?? ''].some((each) => markMatches(each, word).some(({ matches }) => matches))
			const isFound = matching.has(ids[row] ?? '')
			if (isFound) hits++
			expect(isFound, JSON.stringify([claim, quote, search])).toBe(words.every(isMarked))
		}
	}
	expect(hits).toBeGreaterThan(200)
}, 60_000)

it('a source of any language is searched in its facts by their quotes', async () => {
	const added = await source.add({ projectId, title: 'JA', text: '池は昼に冷やし夜に暖める' })
	const quoted = { sourceId: added.id ?? '', claim: 'Ponds', quoteStart: 0, quoteEnd: 8 }
	await fact.add({ projectId, ...quoted })
	expect((await fact.list({ projectId, search: '昼に冷 pon' })).total).toBe(1)
})
