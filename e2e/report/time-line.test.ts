import { describe, expect, it } from 'vitest'
import { barsOf } from './lane-bars'
import { flat, type PageElement, pageElements, withClass } from './page-elements'
import type { IsolationReport } from './report'
import { reportPage } from './report-page'
import {
	sampleReport,
	sampleStart,
	sampleTest,
	sampleTests,
	sampleViolation,
} from './sample-report'

const lanesOf = (reports: IsolationReport[]) => withClass(pageElements(reportPage(reports)), 'lane')
const barsIn = (lane: PageElement) => withClass(flat(lane), 'bar')
const titlesIn = (element: PageElement) =>
	flat(element).flatMap(({ name, text }) => (name === 'title' ? [text] : []))
const place = ({ attributes }: PageElement | undefined = noElement, name = 'x') =>
	Number.parseFloat(attributes[name] ?? '')
const noElement: PageElement = { name: '', attributes: {}, text: '', children: [] }

describe('the time line', () => {
	it.each([
		[1, 1],
		[3, 60],
		[16, 63],
		[2, 1000],
	])('has %i rows with a bar for each of %i tests of its worker', (workers, perWorker) => {
		const lanes = lanesOf([sampleReport(sampleTests(workers, perWorker))])
		expect(lanes.map(({ attributes }) => attributes['data-worker'])).toEqual(
			Array.from({ length: workers }, (_, worker) => String(worker)),
		)
		for (const [worker, lane] of lanes.entries()) {
			const titles = barsIn(lane).flatMap(titlesIn)
			const numbers = titles.map((title) => Number(/test (\d+)/.exec(title)?.[1]))
			expect(numbers).toEqual(Array.from({ length: perWorker }, (_, at) => worker + at * workers))
		}
	})

	it('has a row for a worker that ran no test', () => {
		const report = sampleReport(sampleTests(2, 1))
		const lanes = lanesOf([{ ...report, tests: report.tests.slice(0, 1) }])
		expect(lanes.map((lane) => barsIn(lane).length)).toEqual([1, 0])
	})

	it('has a row for a worker of which a violation is all that is known', () => {
		const report = sampleReport(sampleTests(1, 1), { violations: [sampleViolation()] })
		const marks = lanesOf([report]).map((lane) => withClass(flat(lane), 'incident').length)
		expect(marks).toEqual([0, 1])
	})

	it('says in a bar what the test did', () => {
		const [lane] = lanesOf([sampleReport([sampleTest()])])
		expect(titlesIn(lane ?? noElement)).toEqual([
			'app › fact.spec.ts › a fact is kept\npassed, 1.00 s\nseed ms: 7.9\nchanged: facts +1 ~2 −0',
		])
	})

	it('draws a seed within its test, and none where the data was kept', () => {
		const kept = sampleTest({ startedAt: sampleStart + 3_000 })
		const tests = [
			sampleTest(),
			{ ...kept, seeds: kept.seeds.map((seed) => ({ ...seed, kept: true })) },
		]
		const [lane] = lanesOf([sampleReport(tests)])
		const [seed, another] = withClass(flat(lane ?? noElement), 'seed')
		expect(another).toBeUndefined()
		// The run takes 5 seconds; the seed begins after 1.01 of them and takes 15 ms.
		expect([place(seed), place(seed, 'width')]).toEqual([20.2, 0.3])
	})

	it('overlaps nothing within a row, whatever the clocks said', () => {
		const starts = [0, 10, 10, 500, 400, 2_000, 1_999.5]
		const tests = starts.map((start, at) =>
			sampleTest({ label: `test ${at}`, startedAt: sampleStart + start }),
		)
		const [lane] = lanesOf([sampleReport(tests)])
		const bars = barsIn(lane ?? noElement)
		expect(bars).toHaveLength(starts.length)
		for (const [at, bar] of bars.entries()) {
			expect(place(bar, 'width')).toBeGreaterThanOrEqual(0)
			const next = at + 1 < bars.length ? place(bars[at + 1]) : 100
			expect(place(bar) + place(bar, 'width')).toBeLessThanOrEqual(next + 0.0002)
		}
	})

	it('marks a request that broke isolation at its time, in the row of its worker', () => {
		const message = 'Worker 1 touched what belongs to worker 0.'
		const tests = sampleTests(2, 2).map((test) =>
			test.label.endsWith('test 3')
				? {
						...test,
						violations: [{ at: sampleStart + 2_550, code: 'ISOLATION_VIOLATION', message }],
					}
				: test,
		)
		const stored = sampleViolation({ message, label: 'app › fact.spec.ts › test 3' })
		const report = sampleReport(tests, { violations: [stored], endedAt: sampleStart + 5_000 })
		const marks = lanesOf([report]).map((lane) => withClass(flat(lane), 'incident'))
		expect(marks.map(({ length }) => length)).toEqual([0, 1])
		expect(titlesIn(marks[1]?.[0] ?? noElement)).toEqual([
			`ISOLATION_VIOLATION at 2.55 s\n${message}`,
		])
		const [mark] = withClass(flat(marks[1]?.[0] ?? noElement), 'mark')
		expect(place(mark)).toBe(51)
	})

	it('marks one of no known test at the time that the server stored', () => {
		const report = sampleReport(sampleTests(2, 1), { violations: [sampleViolation()] })
		const [, lane] = lanesOf([{ ...report, endedAt: sampleStart + 3_000 }])
		const [mark] = withClass(flat(lane ?? noElement), 'incident')
		expect(withClass(flat(mark ?? noElement), 'mark').map((each) => place(each))).toEqual([50])
	})

	it('shows the restart of a worker as a gap with a mark', () => {
		const tests = [
			sampleTest({ endedAt: null, status: null, expected: false }),
			sampleTest({ startedAt: sampleStart + 4_000, process: 7 }),
			sampleTest({ startedAt: sampleStart + 5_000, process: 7 }),
		]
		const [lane = noElement] = lanesOf([sampleReport(tests)])
		const restarts = withClass(flat(lane), 'restart')
		expect(restarts.flatMap(titlesIn)).toEqual([
			// What is last known of the test is the end of its seed, at 1.025 s.
			'The worker started again, as process 7: 2.98 s without a test',
		])
		const [cutOff, next] = barsIn(lane)
		expect(cutOff?.attributes.class).toContain('cut-off')
		const [gap] = flat(restarts[0] ?? noElement).filter(({ name }) => name === 'line')
		expect(place(gap, 'x1')).toBeCloseTo(place(cutOff) + place(cutOff, 'width'), 3)
		expect(place(gap, 'x2')).toBe(place(next))
	})

	it('gives two shards rows of their own on one axis', () => {
		const shard = (number: number, startedAt: number) =>
			sampleReport([sampleTest({ shard: number, startedAt: startedAt + 1_000 })], {
				...{ run: 'preview-1-1', shard: number, startedAt, endedAt: startedAt + 5_000 },
			})
		const reports = [shard(2, sampleStart + 5_000), shard(1, sampleStart)]
		const elements = pageElements(reportPage(reports))
		expect(withClass(elements, 'section-name').map(({ text }) => text)).toEqual([
			'shard 1',
			'shard 2',
		])
		const bars = withClass(elements, 'lane').map((lane) => barsIn(lane).map((bar) => place(bar)))
		expect(bars).toEqual([[10], [60]])
		expect(withClass(elements, 'running').map((each) => place(each))).toEqual([0, 50])
	})

	it('tells failed, skipped and cut-off tests by more than their colour', () => {
		const statuses = ['passed', 'failed', 'skipped', null] as const
		const tests = statuses.map((status, at) =>
			sampleTest({
				...{ status, expected: status === 'passed' || status === 'skipped' },
				...{ label: `test ${at}`, startedAt: sampleStart + at * 2_000 },
			}),
		)
		const [lane = noElement] = lanesOf([sampleReport(tests)])
		const looks = barsIn(lane).map(({ attributes }) => [
			attributes.class?.split(' ')[1],
			Number(attributes.height),
		])
		expect(looks).toEqual([
			['passed', 14],
			['failed', 22],
			['skipped', 14],
			['cut-off', 22],
		])
	})
})

describe('the bars of a row', () => {
	it('keep to the times of their tests', () => {
		const bars = barsOf([sampleTest(), sampleTest({ startedAt: sampleStart + 2_000 })])
		expect(bars.map(({ from, to }) => [from - sampleStart, to - sampleStart])).toEqual([
			[1_000, 2_000],
			[2_000, 3_000],
		])
	})
})
