import { createHash, randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePointsOf } from './code-points'
import { factAnnotations } from './fact-annotations'
import { factsCsv, readableCell, readCsv, safeCell } from './fact-csv'
import { FactFile } from './fact-file'
import { factsMarkdown } from './fact-markdown'
import { fileNameOf } from './file-name'
import { readFacts } from './imported-facts'
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
})
const whole = (words: string, from = 0) => {
	const start = text.indexOf(words, from)
	return [start, start + words.length] as const
}
const facts = [
	factOf('=SUM(A1)', ...whole('🧪'), 1),
	factOf("'=one", ...whole('test,\r\nof e\u0301tudes'), 2),
	factOf('"said", 漢字\nin two lines', ...whole('漢字 🏳️‍🌈'), 3),
	factOf('the last', ...whole('🧪', text.lastIndexOf('🧪')), 4),
	{ ...factOf('without', 0, 1, 5), quote: null, confidence: null },
]
const file: FactFile = {
	...{ format: 'artifact-facts', version: 1, exportedAt: '2026-01-01T00:00:00.000Z' },
	...{ project: { id: randomUUID(), title: 'Project' }, sources: [source], facts },
}
const pause = async () => {}
const refusal = (text: string) => expect(readFacts(text, pause)).rejects

describe('code points', () => {
	it('and UTF-16 units are converted into each other as a walk from the beginning does', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (text) => {
				const points = codePointsOf(text)
				let units = 0
				for (const [index, point] of [...text].entries()) {
					expect([points.fromUnits(units), points.toUnits(index)]).toEqual([index, units])
					units += point.length
				}
				expect(points.toUnits([...text].length)).toBe(text.length)
				expect(points.fromUnits(text.length)).toBe([...text].length)
			}),
			{ numRuns: 200 },
		)
	})

	it.each(['🧪', 'a🧪', '漢🧪é'])('are right throughout a long text of %j', (part) => {
		const text = part.repeat(2_000)
		const points = codePointsOf(text)
		let units = 0
		for (const [index, point] of [...text].entries()) {
			if (points.fromUnits(units) !== index || points.toUnits(index) !== units)
				expect([points.fromUnits(units), points.toUnits(index)]).toEqual([index, units])
			units += point.length
		}
		expect([points.fromUnits(units), points.toUnits([...text].length)]).toEqual([
			...[[...text].length, text.length],
		])
	})

	it('are right where a pair lies across the border of two blocks', () => {
		const text = `${'a'.repeat(1_023)}🧪${'b'.repeat(1_022)}🧪`
		const points = codePointsOf(text)
		for (let at = 1_020; at < 1_030; at++)
			expect([...text.slice(0, points.toUnits(at))].length).toBe(at)
		expect(points.fromUnits(1_025)).toBe(1_024)
	})
})

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
		expect(readCsv(csv).map(({ cells }) => cells.map(safeCell))).toEqual(others)
	})
})

describe('facts as Web Annotations', () => {
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
	])('of the format %s is read with every quote at its place', async (format, written) => {
		const read = await readFacts(written, pause)
		expect(read.sources).toMatchObject([{ textSha256: source.textSha256, key: sourceId }])
		const placeOf = quotePlacesIn(text)
		expect(
			read.facts.map(({ claim, quote, status }) => [claim, quote && placeOf(quote), status]),
		).toEqual(
			facts.map(({ claim, quote, status }) => [
				claim,
				quote && { start: quote.start, end: quote.end },
				status,
			]),
		)
		if (format !== 'Web Annotation')
			expect(read.facts[0]).toMatchObject({ keyClaim: true, pinned: false, confidence: 80 })
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
		await refusal(`${lines}one,two\r\n`).toThrow('Line 9: it has 2 cells')
		await refusal(`${lines}a"b`).toThrow('Line 9: a quotation mark')
		const many = { ...file, facts: Array.from({ length: 10_001 }, () => facts[0]) }
		await refusal(JSON.stringify(many)).toThrow('one import takes 10,000')
	})
})

describe('a quote', () => {
	const find = quotePlacesIn('one two one three one')

	it.each([
		['at its offsets', { start: 8, end: 11 }, { start: 8, end: 11 }],
		['between its words', { prefix: 'two ', suffix: ' three' }, { start: 8, end: 11 }],
		[
			'between its words, at wrong offsets',
			{ start: 1, end: 4, prefix: 'e ' },
			{ start: 18, end: 21 },
		],
		['nowhere for sure', {}, null],
	])('that stands three times is found %s', (_, selector, place) => {
		expect(find({ exact: 'one', unit: 'utf16', ...selector })).toEqual(place)
	})

	it('that stands once is found without a place, and one that does not stand there is not', () => {
		expect(find({ exact: 'two', unit: 'utf16', start: 90, end: 93 })).toEqual({ start: 4, end: 7 })
		expect(find({ exact: 'four', unit: 'utf16' })).toBeNull()
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

	it('have each line of a quote in a blockquote with its source', () => {
		const markdown = factsMarkdown({ ...file, facts: facts.slice(1, 2) })
		expect(markdown).toContain('  > test,\n  > of e\u0301tudes\n  >\n  > – [')
		expect(markdown).toContain('](<https://example.com/a?b=1>)')
	})
})

describe('the name of a file', () => {
	it.each([
		['Heat in the city!', 'heat-in-the-city.csv'],
		['漢字 и буквы', '漢字-и-буквы.csv'],
		['हिन्दी', 'हिन्दी.csv'],
		['../../.htaccess', 'htaccess.csv'],
		['CON', 'con-text.csv'],
		['lpt1', 'lpt1-text.csv'],
		['🧪', 'text.csv'],
		['', 'text.csv'],
		['a'.repeat(200), `${'a'.repeat(80)}.csv`],
	])('for %j is %j', (title, name) => {
		expect(fileNameOf(title, 'csv')).toBe(name)
	})

	it('has at most 255 bytes', () => {
		const name = fileNameOf(`a${'\u0301'.repeat(199)}`.repeat(9), 'json')
		expect(Buffer.byteLength(name)).toBeLessThan(256)
	})
})
