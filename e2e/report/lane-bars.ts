import type { TestRecord } from './report'

/** A test in its worker's row, from where to where it is drawn. */
export type Bar = { test: TestRecord; from: number; to: number }

/** The time in which a worker was gone, until its next process started a test. */
export type Restart = { from: number; to: number; process: number }

/**
 * The bars of a row of tests in the order of time. None overlaps the next. A test whose end is not known goes to the last
 * moment that is known of it.
 */
export function barsOf(tests: TestRecord[]): Bar[] {
	return tests.map((test, at) => {
		const end = Math.max(test.startedAt, test.endedAt ?? lastKnown(test))
		const next = tests[at + 1]?.startedAt ?? end
		return { test, from: test.startedAt, to: Math.min(end, next) }
	})
}

/** The gaps of a row between tests of different processes. */
export function restartsOf(bars: Bar[]): Restart[] {
	return bars.slice(1).flatMap(({ test, from }, at) => {
		const before = bars[at]
		if (!before || before.test.process === test.process) return []
		return [{ from: before.to, to: from, process: test.process }]
	})
}

function lastKnown({ startedAt, seeds, violations }: TestRecord): number {
	return Math.max(
		startedAt,
		...seeds.map(({ endedAt }) => endedAt),
		...violations.map(({ at }) => at),
	)
}
