import { createHash, randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePointsOf } from './code-points'
import { factAnnotations } from './fact-annotations'
import { csvColumns, factsCsv, readableCell, readCsv, safeCell } from './fact-csv'
import { FactFile } from './fact-file'
import { markdownPieces } from './fact-markdown'
import { readFacts } from './imported-facts'
import { limits } from './limits'
import { quotePlacesIn } from './quote-place'

const text = 'A 🧪 test,\r\nof e\u0301tudes and 漢字 🏳️‍🌈 flags "quoted" 🧪 end 🧪 end'
const sourceId = randomUUID()
const source = {
	...{ id: sourceId, title: '=Title, “A”', url: 'https://example.com/a?b=1', text },
	textSha256: createHash('sha256').update(text).digest('hex'),
}
const points = codePointsOf(text)
const factOf = (claim: string, start: number, end: number, position: number) => ({
	...{ id: randomUUID(), sourceId, claim, position, status: 'approved' as const },
	quote: {
		...{ text: text.slice(start, end), start, end },
		...{ startCodePoint: points.fromUnits(start), endCodePoint: points.fromUnits(end) },
	},
	...{ keyClaim: true, pinned: false, confidence: 80 },
	...{ note: null as string | null, tags: [] as string[] },
})
const whole = (words: string, from = 0) => {
	const start = text.indexOf(words, from)
	return [start, start + words.length] as const
}
const facts = [
	{
		...factOf('=SUM(A1)', ...whole('🧪'), 1),
		...{ note: '=A “note”,\nin two lines; 漢字 🧪', tags: ['=a', 'b, c', 'd\\, e\\', '漢字'] },
	},
	factOf("'=one", ...whole('test,\r\nof e\u0301tudes'), 2),
	factOf('"said", 漢字\nin two lines', ...whole('漢字 🏳️‍🌈'), 3),
	factOf('the last', ...whole('🧪', text.lastIndexOf('🧪')), 4),
	{ ...factOf('without', 0, 1, 5), quote: null, confidence: null, pinned: true, tags: ['one'] },
]
const file: FactFile = {
	...{ format: 'artifact-facts', version: 1, exportedAt: '2026-01-01T00:00:00.000Z' },
	...{ project: { id: randomUUID(), title: 'Project' }, sources: [source], facts },
}
const factsMarkdown = (file: FactFile) => [...markdownPieces(file)].join('')
/** The cells of a row without the columns that came later. */
const older = (cells: string[]) =>
	cells
		.filter((_, index) => !['note', 'tags'].includes(csvColumns[index] ?? ''))
		.map((cell) => `"${safeCell(cell).replaceAll('"', '""')}"`)
const pause = async () => {}
const refusal = (text: string) => expect(readFacts(text, pause)).rejects

describe('facts as CSV', () => {
	it('are what another parser reads: a byte order mark, CRLF, and every quote word for word', () => {
		const csv = factsCsv(file)
		expect(csv.startsWith('\ufeff')).toBe(true)
		expect(csv.endsWith('\r\n')).toBe(true)
		const rows = parse(csv, { columns: true, bom: true, record_delimiter: '\r\n' })
		expect(rows).toHaveLength(facts.length)
		expect(rows[1]).toMatchObject({ quote: 'test,\r\nof e\u0301tudes', quote_start: '5' })
		expect(rows[2]).toMatchObject({ claim: '"said", 漢字\nin two lines', confidence: '80' })
	})

	it('hold no cell that a spreadsheet runs', () => {
		const rows: object[] = parse(factsCsv(file), { columns: true, bom: true })
		for (const row of rows)
			for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
	})

	it('give back every text, whatever it begins with', () => {
		const start = fc.constantFrom('', "'", "''", '=', "'=", '-', '@', '\t', '\r', '＝', '"', ',')
		fc.assert(
			fc.property(start, fc.string({ unit: 'binary' }), (start, rest) => {
				expect(readableCell(safeCell(start + rest))).toBe(start + rest)
			}),
		)
	})

	it('are read as another parser reads them', () => {
		const csv = factsCsv(file)
		const others: string[][] = parse(csv, { bom: true, record_delimiter: '\r\n' })
		expect([...readCsv(csv)].map(({ cells }) => cells.map(safeCell))).toEqual(others)
	})
})

describe('facts as Web Annotations', () => {
	it('say the note and each tag beside the claim, each by its purpose', () => {
		const [first] = factAnnotations(file, () => text).first.items
		expect(first?.body.map(({ value, purpose }) => [purpose, value])).toEqual([
			['describing', facts[0]?.claim],
			['commenting', facts[0]?.note],
			...(facts[0]?.tags ?? []).map((tag) => ['tagging', tag]),
		])
	})

	it('have their quotes, up to 32 characters around them, and places in code points', () => {
		const collection = factAnnotations(file, () => text)
		expect(collection).toMatchObject({ type: 'AnnotationCollection', total: facts.length })
		for (const [index, annotation] of collection.first.items.entries()) {
			expect(annotation.id).toBe(`urn:uuid:${facts[index]?.id}`)
			const { selector } = annotation.target
			if (!selector) continue
			const [quote, position] = selector
			const { exact = '', prefix = '', suffix = '' } = quote as unknown as Record<string, string>
			const { start = 0, end = 0 } = position as unknown as Record<string, number>
			expect([...text].slice(start, end).join('')).toBe(exact)
			expect([...text].slice(Math.max(0, start - 32), start).join('')).toBe(prefix)
			expect([...text].slice(end, end + 32).join('')).toBe(suffix)
		}
	})
})

it('the text of a source stands once among its annotations, and is read for all of them', async () => {
	const written = JSON.stringify(factAnnotations(file, () => text))
	expect(written.split(JSON.stringify(text))).toHaveLength(2)
	expect((await readFacts(written, pause)).sources).toMatchObject([{ text }])
})

describe('a file of facts', () => {
	it.each([
		['JSON', JSON.stringify(file)],
		['CSV', factsCsv(file)],
		['Web Annotation', JSON.stringify(factAnnotations(file, () => text))],
	])(
		'of the format %s is read with all that it says and every quote at its place',
		async (_, written) => {
			const read = await readFacts(written, pause)
			expect(read.sources).toMatchObject([{ textSha256: source.textSha256, key: sourceId }])
			const placeOf = quotePlacesIn(text)
			expect(
				read.facts.map(({ where: _, quote, ...fact }) => ({
					...fact,
					quote: quote && placeOf(quote),
				})),
			).toEqual(
				facts.map(({ id: _, position: __, sourceId, quote, ...fact }) => ({
					...{ ...fact, sourceKey: sourceId },
					quote: quote && { start: quote.start, end: quote.end },
				})),
			)
		},
	)

	it.each([
		[
			'JSON',
			JSON.stringify({ ...file, facts: facts.map(({ note: _, tags: __, ...fact }) => fact) }),
		],
		['CSV', [...readCsv(factsCsv(file))].map(({ cells }) => older(cells).join(',')).join('\r\n')],
		[
			'Web Annotation',
			JSON.stringify(
				factAnnotations(file, () => text),
				(key, value) =>
					key === '@context'
						? 'http://www.w3.org/ns/anno.jsonld'
						: key.startsWith('artifact:')
							? undefined
							: key === 'body'
								? value[0]
								: value,
			),
		],
	])(
		'of the format %s from before there were notes and tags is read without',
		async (_, written) => {
			const read = await readFacts(written, pause)
			expect(read.facts.map(({ claim, note, tags }) => [claim, note, tags])).toEqual(
				facts.map(({ claim }) => [claim, null, []]),
			)
		},
	)

	it.each([
		['note', { note: 'a'.repeat(limits.noteLength + 1) }, 'field note: Too big'],
		['tag', { tags: ['ok', 'a'.repeat(limits.tagLength + 1)] }, 'field tags.1: Too big'],
		['number of tags', { tags: Array(21).fill('a') }, 'field tags: A fact has at most 20 tags.'],
		['blank tag', { tags: ['\u200b'] }, 'field tags.0: There is nothing to see in it.'],
	])('is refused for its %s where the server would refuse it', async (_, marks, problem) => {
		const bad = { ...file, facts: [facts[1], { ...facts[0], ...marks }] } as FactFile
		await refusal(JSON.stringify(bad)).toThrow(`Fact 2, ${problem}`)
		await refusal(factsCsv(bad)).toThrow(`Line 4, ${problem}`)
		const annotations = JSON.stringify(factAnnotations(bad, () => text))
		await refusal(annotations).toThrow(`Annotation 2, ${problem}`)
	})

	it('fits its own schema', () => {
		expect(FactFile.parse(JSON.parse(JSON.stringify(file)))).toEqual(file)
	})

	it('that is broken is refused with the line or the field', async () => {
		await refusal('{"format": "artifact-facts"').toThrow('The file is no whole JSON')
		await refusal('{}').toThrow('This is no file of facts')
		await refusal('[]').toThrow('This is no file of facts')
		await refusal('').toThrow('This is no file of facts')
		await refusal('a,b\r\n1,2').toThrow('This is no file of facts')
		const broken = { ...file, facts: [facts[0], { ...facts[1], status: 'fine' }] }
		await refusal(JSON.stringify(broken)).toThrow('Fact 2, field status')
		await refusal(JSON.stringify({ ...file, version: 2 })).toThrow('The file, field version')
		const lines = factsCsv(file)
		await refusal(lines.replace('approved', 'fine')).toThrow('Line 2, field status')
		await refusal(`${lines}one,two\r\n`).toThrow('Line 10: it has 2 cells')
		await refusal(`${lines}a"b`).toThrow('Line 10: a quotation mark')
		const many = { ...file, facts: Array.from({ length: 10_001 }, () => facts[0]) }
		await refusal(JSON.stringify(many)).toThrow('one import takes 10,000')
	})
})

describe('facts as Markdown', () => {
	it('keep the signs of their words as words', () => {
		const [first] = facts
		const hostile = {
			...first,
			claim: '# <b>*x*</b> [a](b)',
			quote: null,
		} as (typeof facts)[number]
		expect(factsMarkdown({ ...file, facts: [hostile] })).toContain(
			'- \\# \\<b\\>\\*x\\*\\</b\\> \\[a\\](b)',
		)
	})

	it('have the note and the tags below the source, as words', () => {
		const markdown = factsMarkdown({ ...file, facts: facts.slice(0, 1) })
		expect(markdown).toContain(
			'\n\n  Note: \\=A “note”,\\\n  in two lines; 漢字 🧪\n\n  Tags: \\=a, b, c, ',
		)
	})

	it('have each line of a quote in a blockquote with its source', () => {
		const markdown = factsMarkdown({ ...file, facts: facts.slice(1, 2) })
		expect(markdown).toContain('  > test,\\\n  > of e\u0301tudes\n  >\n  > – [')
		expect(markdown).toContain('](<https://example.com/a?b=1>)')
	})
})
