import { describe, expect, it } from 'vitest'
import { escapeHtml } from './html'
import { flat, pageElements, withClass } from './page-elements'
import { reportPage } from './report-page'
import {
	sampleReport,
	sampleStart,
	sampleTest,
	sampleTests,
	sampleViolation,
} from './sample-report'

const hostile = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' onload='alert(1)",
	'</title></style></svg>]]>--><!--',
	'&lt; &amp; &#0; {curly} `',
	'\u{1f648} \ud800 \0 \u001b[31m \u202e \uffff',
	'x'.repeat(10_000),
]

describe('the page', () => {
	it.each(hostile)('stays well formed with a text such as %j', (text) => {
		const test = sampleTest({
			...{ label: text, changes: { [text]: { added: 1, changed: 0, removed: 0 } } },
			...{ hashAfter: text, violations: [{ at: sampleStart + 1_100, code: text, message: text }] },
		})
		const violation = sampleViolation({ code: text, message: text, procedure: text, label: text })
		const database = { kind: text, version: text }
		const one = sampleReport([test], { run: text, database, commit: text, violations: [violation] })
		const plain = sampleTest({ violations: [{ at: sampleStart, code: 'C', message: 'M' }] })
		const names = (page: string) => pageElements(page).map(({ name }) => name)
		for (const others of [[], [sampleReport([sampleTest()], { run: 'other' })]]) {
			const page = reportPage([one, ...others])
			// The elements are those of a page without a bad text: no text made one.
			const report = sampleReport([plain], {
				violations: [sampleViolation({ code: 'C', message: 'M', label: plain.label })],
			})
			const expected = names(reportPage([report, ...others]))
			// Spans aside: a label without a path has one less.
			const compared = expected.filter((name) => name !== 'span')
			expect(names(page).filter((name) => name !== 'span')).toEqual(compared)
			for (const { attributes } of pageElements(page))
				expect(Object.keys(attributes).filter((name) => name.startsWith('on'))).toEqual([])
			expect(page.isWellFormed()).toBe(true)
			expect(page).not.toMatch(/[^\P{Cc}\t\n]/u)
		}
	})

	it('loads nothing and has no script', () => {
		const page = reportPage([sampleReport(sampleTests(3, 20))])
		const elements = pageElements(page)
		const loading = ['script', 'link', 'img', 'iframe', 'object', 'image', 'use', 'base', 'form']
		expect(elements.filter(({ name }) => loading.includes(name))).toEqual([])
		for (const { attributes } of elements) {
			expect(attributes.src).toBeUndefined()
			expect(attributes.href ?? '#').toMatch(/^#/)
		}
		expect(page.replace(/url\(#hatch\)/g, '')).not.toMatch(/url\(|@import|https?:/)
	})

	it('says of no reports that nothing is known', () => {
		const elements = pageElements(reportPage([]))
		expect(withClass(elements, 'verdict')[0]?.text).toBe(
			'There is no report, so nothing is known of the run.',
		)
		expect(elements.some(({ name }) => name === 'section')).toBe(false)
	})

	it('says of a report without tests that no test ran', () => {
		const text = pageElements(reportPage([sampleReport([])]))[0]?.text
		expect(text).toContain('0 tests on 0 workers, 0 seeds, no request broke isolation.')
		expect(text).toContain('No test ran.')
	})

	it('folds the table of more than 50 tests, and shows the slowest before it', () => {
		const tests = sampleTests(1, 51).map((test, at) =>
			at === 30 ? { ...test, endedAt: test.startedAt + 1_090 } : test,
		)
		const elements = pageElements(reportPage([sampleReport(tests)]))
		const details = elements.find(({ name }) => name === 'details')
		const rows = flat(details ?? noDetails()).filter(({ attributes }) => attributes.id)
		expect(rows).toHaveLength(51)
		const slowest = elements.filter(({ name }) => name === 'table').at(1)
		expect(slowest?.text).toMatch(/Changed\s*test 30 app/)
		const few = pageElements(reportPage([sampleReport(tests.slice(0, 50))]))
		expect(few.some(({ name }) => name === 'details')).toBe(false)
	})

	it('leads from every bar and every violation to the row of its test', () => {
		const tests = sampleTests(3, 20)
		const violations = [sampleViolation({ label: tests[7]?.label ?? null })]
		const elements = pageElements(reportPage([sampleReport(tests, { violations })]))
		const ids = elements.flatMap(({ attributes }) => attributes.id ?? [])
		expect(new Set(ids).size).toBe(ids.length)
		const links = elements.flatMap(({ attributes }) => attributes.href ?? [])
		expect(links).toHaveLength(61)
		for (const link of links) expect(ids).toContain(link.slice(1))
		const list = elements.find(({ attributes }) => attributes.class === 'violations')
		expect(flat(list ?? noDetails()).find(({ name }) => name === 'a')?.attributes.href).toBe(
			'#test-8',
		)
	})

	it('tells what a test did to its project', () => {
		const rowOf = (given: Parameters<typeof sampleTest>[0]) => {
			const elements = pageElements(reportPage([sampleReport([sampleTest(given)])]))
			const row = elements.find(({ attributes }) => attributes.id === 'test-1')
			const [, status, , , , ...rest] = row?.children.map(({ text }) => text.trim()) ?? []
			return [...rest, status]
		}
		const a = 'a'.repeat(64)
		expect(rowOf({})).toEqual(['7.9', 'aaaaaaaa → bbbbbbbb', 'facts +1 ~2 −0', 'passed'])
		expect(rowOf({ hashAfter: a, changes: {} })).toEqual([
			...['7.9', 'aaaaaaaa unchanged', 'nothing', 'passed'],
		])
		expect(rowOf({ hashAfter: null, changes: null, seeds: [], status: 'skipped' })).toEqual([
			...['–', '–', 'not compared', 'skipped'],
		])
	})
})

describe('the escape of HTML', () => {
	it('leaves no character that means something in HTML, and none that HTML forbids', () => {
		expect(escapeHtml('<a b="c" d=\'e\'>&')).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;')
		expect(escapeHtml('\0\u0007\u007f\u009f\ud800\uffff\u{1fffe}')).toBe('\ufffd'.repeat(7))
		expect(escapeHtml('tab\t line\n \u{1f648} é')).toBe('tab\t line\n \u{1f648} é')
	})
})

function noDetails(): never {
	throw new Error('The page has no such element.')
}
