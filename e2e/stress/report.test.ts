import { describe, expect, it } from 'vitest'
import { countLines, type Result, verdictOf } from './report'

const clean: Result = {
	options: { workers: 4, rounds: 10, faults: false, shared: false },
	rounds: { done: 40, of: 40 },
	...{ collisions: 0, roundsWithCollisions: 0, partialSeeds: 0, survivors: 0, unexpected: 0 },
	late: { made: 0, refused: 0, unseen: 0 },
	violations: { recorded: 0, otherCodes: [] },
	...{ restarts: 0, ending: null },
}

describe('the verdict', () => {
	it('of a run in which nothing was found is that it passed', () => {
		expect(verdictOf(clean)).toEqual({
			passed: true,
			line: "PASSED: 40 rounds of 4 workers, and nobody met anybody else's data.",
		})
	})

	it.each([
		['a collision', { collisions: 1 }, '1 collisions'],
		['a partial seed', { partialSeeds: 1 }, '1 partial seeds'],
		['a late write that survived', { survivors: 1 }, '1 late writes that survived'],
		['an unexpected answer', { unexpected: 1 }, '1 unexpected answers'],
		['a violation', { violations: { recorded: 1, otherCodes: [] } }, '0 to 0 were expected'],
		[
			'a violation of another kind',
			{
				late: { made: 0, refused: 1, unseen: 0 },
				violations: { recorded: 1, otherCodes: ['ISOLATION_VIOLATION'] },
			},
			'other than STALE_LEASE (ISOLATION_VIOLATION)',
		],
		[
			'a refusal that was not recorded',
			{ late: { made: 0, refused: 3, unseen: 1 }, violations: { recorded: 2, otherCodes: [] } },
			'2 violations recorded, where 3 to 4 were expected',
		],
		[
			'the end of its time',
			{ ending: 'out of time after 5 s', rounds: { done: 7, of: 40 } },
			'out of time after 5 s: 7 of 40 rounds done',
		],
	])('of a run with %s is that it failed, and why', (_, change, why) => {
		const { passed, line } = verdictOf({ ...clean, ...change })
		expect(passed).toBe(false)
		expect(line).toMatch(/^FAILED: /)
		expect(line).toContain(why)
	})

	it('counts requests whose answer nobody saw as violations that may be there', () => {
		const late = { made: 2, refused: 3, unseen: 1 }
		for (const recorded of [3, 4])
			expect(verdictOf({ ...clean, late, violations: { recorded, otherCodes: [] } }).passed).toBe(
				true,
			)
	})
})

describe('the verdict of a shared project', () => {
	const shared: Result = {
		...{ ...clean, options: { ...clean.options, shared: true }, rounds: { done: 10, of: 10 } },
		...{ collisions: 30, roundsWithCollisions: 10 },
	}

	it('is that the collisions were found, as they must be', () => {
		expect(verdictOf(shared)).toEqual({
			passed: true,
			line: 'PASSED: collisions in 10 of 10 rounds: found, as it must.',
		})
	})

	it.each([
		['no collision', { collisions: 0, roundsWithCollisions: 0 }],
		['a round without a collision', { collisions: 27, roundsWithCollisions: 9 }],
		['no round', { rounds: { done: 0, of: 10 }, collisions: 0, roundsWithCollisions: 0 }],
		['an unexpected answer', { unexpected: 1 }],
	])('is a failure with %s', (_, change) => {
		expect(verdictOf({ ...shared, ...change }).passed).toBe(false)
	})
})

it('the counts of a run with faults say which violations were expected', () => {
	const lines = countLines({
		...{ ...clean, options: { ...clean.options, faults: true }, restarts: 4 },
		...{ late: { made: 5, refused: 7, unseen: 2 }, violations: { recorded: 8, otherCodes: [] } },
	}).join('\n')
	expect(lines).toContain('violations recorded        8 (expected: 7 late requests')
	expect(lines).toContain('7 refused as stale, 5 writes made')
	expect(lines).toContain('restarts of the server     4')
})
