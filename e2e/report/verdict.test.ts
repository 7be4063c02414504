import { describe, expect, it } from 'vitest'
import type { IsolationReport, TestRecord } from './report'
import { modelOf } from './run-model'
import {
	sampleReport,
	sampleSeed,
	sampleStart,
	sampleTest,
	sampleTests,
	sampleViolation,
} from './sample-report'
import { percentile } from './seed-times'
import { ticksOf } from './time-axis'
import { tally, verdict } from './verdict'

const verdictOf = (...reports: IsolationReport[]) => verdict(modelOf(reports))
const tallyOf = (...tests: TestRecord[]) => tally(modelOf([sampleReport(tests)]))
const broken = (at: number) => ({ at, code: 'ISOLATION_VIOLATION', message: 'Not yours.' })

describe('the verdict', () => {
	it('counts tests, workers and seeds where no request broke isolation', () => {
		expect(verdictOf(sampleReport(sampleTests(3, 80)))).toBe(
			'240 tests on 3 workers, 243 seeds, no request broke isolation.',
		)
		expect(verdictOf(sampleReport([sampleTest()]))).toBe(
			'1 test on 1 worker, 2 seeds, no request broke isolation.',
		)
	})

	it('adds up the shards of a run', () => {
		const shards = [1, 2].map((shard) =>
			sampleReport(
				sampleTests(2, 10).map((test) => ({ ...test, shard })),
				{ shard },
			),
		)
		expect(verdictOf(...shards)).toBe(
			'40 tests on 4 workers of 2 shards, 44 seeds, no request broke isolation.',
		)
	})

	it('counts the requests that broke isolation, and their tests', () => {
		const tests = sampleTests(3, 2)
		const [first, , third] = tests
		const violations = [first, first, third].map((test) =>
			sampleViolation({ label: test?.label ?? null }),
		)
		expect(verdictOf(sampleReport(tests, { violations }))).toBe(
			'3 requests broke isolation, in 2 tests.',
		)
		expect(verdictOf(sampleReport(tests, { violations: [sampleViolation()] }))).toBe(
			'1 request broke isolation, in no test that is known.',
		)
		expect(verdictOf(sampleReport(tests, { violations: [...violations, sampleViolation()] }))).toBe(
			'4 requests broke isolation, in 2 tests, 1 of them in no test that is known.',
		)
	})

	it('counts a request once that the server stored and the test saw', () => {
		const test = sampleTest({ violations: [broken(sampleStart + 1_200)] })
		const stored = sampleViolation({ message: 'Not yours.', label: test.label })
		expect(verdictOf(sampleReport([test], { violations: [stored] }))).toBe(
			'1 request broke isolation, in 1 test.',
		)
		// The server lists the oldest of a run only: what the tests alone saw counts too.
		expect(verdictOf(sampleReport([test]))).toBe('1 request broke isolation, in 1 test.')
	})

	it('finds the test of a request by its lease, and of those that share it by its label', () => {
		const seeds = [sampleSeed({ leaseId: 'lease' })]
		const tests = sampleTests(1, 3).map((test) => ({ ...test, seeds }))
		const stored = sampleViolation({ lease_id: 'lease', label: tests[1]?.label ?? null })
		const { incidents } = modelOf([sampleReport(tests, { violations: [stored] })])
		expect(incidents.map(({ test }) => test)).toEqual([tests[1]])
	})

	it('blames no test for a request without a lease but the one that heard of it, whatever its label says', () => {
		const code = 'LEASE_REQUIRED'
		const [owner = sampleTest(), sender = sampleTest()] = sampleTests(2, 1)
		const stored = sampleViolation({
			code,
			message: 'Not yours.',
			lease_id: null,
			label: owner.label,
		})
		const told = (tests: TestRecord[]) => modelOf([sampleReport(tests, { violations: [stored] })])
		const unknown = told([owner, sender])
		expect(unknown.incidents).toMatchObject([{ test: null, worker: null }])
		expect(unknown.sections[0]?.lanes.map(({ worker }) => worker)).toEqual([0, 1])
		const heard = { ...sender, violations: [{ ...broken(sampleStart), code }] }
		expect(told([owner, heard]).incidents).toMatchObject([{ test: heard, worker: sender.worker }])
	})
})

describe('the tally', () => {
	it('counts by what was expected', () => {
		const failed = { status: 'failed', expected: false } as const
		expect(
			tallyOf(
				sampleTest({ label: '1' }),
				sampleTest({ label: '2', status: 'failed' }),
				sampleTest({ label: '3', ...failed }),
				sampleTest({ label: '4', status: 'timedOut', expected: false }),
				sampleTest({ label: '5', status: 'skipped' }),
				sampleTest({ label: '6', status: null, endedAt: null, expected: false }),
				sampleTest({ label: '7', status: 'interrupted', expected: false }),
			),
		).toBe('2 passed, 2 failed, 1 skipped, 2 cut off.')
		expect(
			tallyOf(
				sampleTest({ testId: 'one', ...failed }),
				sampleTest({ testId: 'one', label: 'again' }),
			),
		).toBe('1 passed, 1 failed, 1 attempt of them repeated.')
	})
})

describe('the numbers of the page', () => {
	it('have the percentiles of the server', () => {
		expect(percentile([1, 2, 3, 4], 0.5)).toBe(2)
		expect(percentile([1, 2, 3, 4], 0.95)).toBe(4)
		expect(percentile([5], 0.5)).toBe(5)
	})

	it('have ticks at round seconds', () => {
		expect(ticksOf(68, 7.5)).toEqual([0, 10, 20, 30, 40, 50, 60])
		expect(ticksOf(0.9, 7.5)).toEqual([0, 0.2, 0.4, 0.6, 0.8])
		expect(ticksOf(0.3, 3)).toEqual([0, 0.1, 0.2, 0.3])
	})
})
