import { expect, it } from 'vitest'
import { createMeasurements, percentile } from './measurements'

const hundred = Array.from({ length: 100 }, (_, index) => index + 1)

it.each([
	[hundred, 50, 50],
	[hundred, 95, 95],
	[hundred, 99, 99],
	[[7], 50, 7],
	[[7], 99, 7],
	[[1, 2], 50, 1],
	[[1, 2], 95, 2],
	[[1, 2, 3], 50, 2],
])('the percentile of %j at %d is %d', (values, percent, expected) => {
	expect(percentile(values, percent)).toBe(expected)
})

it('no value has no percentile', () => {
	expect(percentile([], 50)).toBeNaN()
})

it('times are sorted as numbers, the most frequent operation first', () => {
	const measurements = createMeasurements()
	measurements.add('seldom', 1)
	for (const durationMs of [100, 9, 20]) measurements.add('often', durationMs)
	expect(measurements.rows()).toEqual([
		{ operation: 'often', count: 3, p50: 20, p95: 100, p99: 100 },
		{ operation: 'seldom', count: 1, p50: 1, p95: 1, p99: 1 },
	])
})
