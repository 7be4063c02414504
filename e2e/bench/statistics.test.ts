import { expect, test } from 'vitest'
import { measureOf, quantile } from './statistics'

test('the median of an even number of values lies between the two in the middle', () => {
	expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
	expect(quantile([3, 1, 2], 0.5)).toBe(2)
})

test('quartiles are interpolated between neighbours', () => {
	expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2)
	expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
	expect(quantile([1, 2, 3, 4], 0.75)).toBe(3.25)
})

test('no values have no median', () => {
	expect(quantile([], 0.5)).toBeNaN()
})

test('a measure leaves the order of its values alone', () => {
	const values = [30, 10, 20]
	expect(measureOf('a call', 'ms', values)).toEqual({
		...{ name: 'a call', unit: 'ms', count: 3, median: 20, q1: 15, q3: 25, p95: 29 },
	})
	expect(values).toEqual([30, 10, 20])
})
