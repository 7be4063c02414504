import { describe, expect, it } from 'vitest'
import { causesOf, sqlState } from './sql-state'

/** What the start-up hook's bundle throws: for the routes' bundle it is of an unknown class. */
class DrizzleQueryError extends Error {
	readonly query = 'select $1'
	readonly params = ['secret']
	constructor(override readonly cause: unknown) {
		super('Failed query: select $1\nparams: secret')
	}
}

const failed = (code: string) => Object.assign(new Error('failed'), { code })

describe('the state of a failed query', () => {
	it.each<[string, unknown]>([
		['as the driver throws it', failed('40P01')],
		['wrapped', new DrizzleQueryError(failed('40P01'))],
		['wrapped twice', new Error('outer', { cause: new DrizzleQueryError(failed('40P01')) })],
		['of an object that is no error', { cause: { code: '40P01' } }],
	])('is found %s, whatever its class', (_, error) => {
		expect(sqlState(error)).toBe('40P01')
	})

	it('is the outermost one', () => {
		expect(sqlState(Object.assign(failed('40001'), { cause: failed('23505') }))).toBe('40001')
		expect(sqlState(Object.assign(failed('ECONNRESET'), { cause: failed('57P01') }))).toBe('57P01')
	})

	it.each<[unknown]>([
		[new Error('none')],
		[failed('EPIPE')],
		[failed('ABORT')],
		[failed('40p01')],
		[failed('40P0')],
		[failed('40P011')],
		[{ code: 40001 }],
		['40P01'],
		[null],
		[undefined],
	])('of %s is undefined', (error) => {
		expect(sqlState(error)).toBeUndefined()
	})
})

it('the causes of an error are given from the outermost to the innermost, and a circle has an end', () => {
	const inner = failed('40P01')
	const outer = new DrizzleQueryError(inner)
	expect(causesOf(outer)).toEqual([outer, inner])
	expect(causesOf('text')).toEqual([])
	const circle: { cause?: unknown } = {}
	circle.cause = circle
	expect(causesOf(circle).length).toBeLessThan(100)
})
