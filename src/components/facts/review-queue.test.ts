import { describe, expect, it } from 'vitest'
import { neighbourOf, nextUndecided, placeIn } from './review-queue'

const ids = ['a', 'b', 'c', 'd', 'e']
const whole = { ids, gone: new Set<string>() }
const none = new Set<string>()

describe('a queue', () => {
	it('goes on and back in its order, and ends', () => {
		expect(neighbourOf(whole, 'b', 1)).toBe('c')
		expect(neighbourOf(whole, 'b', -1)).toBe('a')
		expect(neighbourOf(whole, 'e', 1)).toBeNull()
		expect(neighbourOf(whole, 'a', -1)).toBeNull()
		expect(neighbourOf(whole, 'x', 1)).toBeNull()
	})

	it('passes over facts that were deleted, and goes on from one', () => {
		const queue = { ids, gone: new Set(['b', 'c', 'e']) }
		expect(neighbourOf(queue, 'a', 1)).toBe('d')
		expect(neighbourOf(queue, 'd', -1)).toBe('a')
		expect(neighbourOf(queue, 'c', 1)).toBe('d')
		expect(neighbourOf(queue, 'd', 1)).toBeNull()
	})

	it('leads to the next fact to review, from the beginning again after the end', () => {
		const undecided = new Set(['a', 'b', 'd'])
		expect(nextUndecided(whole, 'b', { undecided, passed: none })).toBe('d')
		expect(nextUndecided(whole, 'd', { undecided, passed: none })).toBe('a')
		expect(nextUndecided(whole, 'd', { undecided, passed: new Set(['a']) })).toBe('b')
		expect(nextUndecided({ ids, gone: new Set(['d']) }, 'c', { undecided, passed: none })).toBe('a')
	})

	it('leads nowhere once the others are decided or passed', () => {
		const undecided = new Set(['b', 'd'])
		expect(nextUndecided(whole, 'b', { undecided, passed: new Set(['d']) })).toBeNull()
		expect(nextUndecided(whole, 'b', { undecided: new Set(['b']), passed: none })).toBeNull()
	})

	it('counts what is there and what of it is still to review', () => {
		const undecided = new Set(['a', 'b', 'elsewhere'])
		expect(placeIn(whole, 'd', undecided)).toEqual({ place: 4, total: 5, left: 2 })
		const queue = { ids, gone: new Set(['a']) }
		expect(placeIn(queue, 'd', undecided)).toEqual({ place: 3, total: 4, left: 1 })
	})
})
