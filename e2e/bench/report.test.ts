import { expect, test } from 'vitest'
import { besideNothing, emptyBeside, gateNames, seedMsOf } from './names'
import { number, reportOf, table, targetTable } from './report'
import type { Results } from './results'
import { measureOf } from './statistics'
import { checkTargets } from './targets'

function resultsWith(closed: number, noGuard: number): Results {
	return {
		...{ date: '2026-01-02T03:04:05.000Z', commit: 'a'.repeat(40), command: 'npm run bench' },
		...{ quick: false, node: '20.0.0', postgresql: '15.1', cpu: 'a processor', cores: 2 },
		failures: [],
		sections: [
			{
				...{ section: 'gate', database: 'postgresql', note: 'A note.' },
				measures: [
					measureOf(gateNames.closed, 'ms', [closed]),
					measureOf(gateNames.noGuard, 'ms', [noGuard]),
				],
			},
		],
	}
}

const gateTarget = (results: Results) =>
	checkTargets(results).find(({ measure }) => measure.startsWith('fact.list'))

test('a table has a line for each row and escapes bars', () => {
	expect(table(['a', 'b'], [['1', 'x|y']])).toBe('| a | b |\n|---|---|\n| 1 | x\\|y |')
})

test('numbers have three significant digits', () => {
	expect([0.5, 12.34, 123.4, 1234.5].map(number)).toEqual(['0.50', '12.3', '123', '1,235'])
})

test('a ratio within its limit holds its target, one beyond it does not', () => {
	expect(gateTarget(resultsWith(1.02, 1))).toMatchObject({ value: 1.02, held: true })
	expect(gateTarget(resultsWith(1.03, 1))).toMatchObject({ held: false })
})

test('a target of a section that did not run is not measured', () => {
	const results = { ...resultsWith(1, 1), sections: [] }
	expect(gateTarget(results)).toMatchObject({ value: null, held: null })
	expect(targetTable(checkTargets(results))).toContain('| not measured | at most 1.02 | – |')
})

test('each full database is a target, and the pair of empty ones is none', () => {
	const names = [besideNothing, '5 facts']
		.flatMap((name) => [name, emptyBeside(name)])
		.flatMap((name) => [name, seedMsOf(name)])
	const measures = names.map((name) => measureOf(name, 'ms', [2]))
	const sections = [{ section: 'beside', database: 'postgresql', note: '', measures } as const]
	const targets = checkTargets({ ...resultsWith(1, 1), sections: [...sections] })
	expect(targets.filter(({ measure }) => measure.includes('beside'))).toMatchObject([
		{ measure: 'seed_ms beside 5 facts / beside nothing', value: 1, held: true },
	])
})

test('the report names a section that failed', () => {
	const failures = [{ section: 'large', database: 'embedded', error: 'no space' } as const]
	expect(reportOf({ ...resultsWith(1, 1), failures })).toContain(
		'- large on the embedded database: no space',
	)
})
