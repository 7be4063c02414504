import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePointsOf } from './code-points'

describe('code points', () => {
	it('and UTF-16 units are converted into each other as a walk from the beginning does', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (text) => {
				const points = codePointsOf(text)
				let units = 0
				for (const [index, point] of [...text].entries()) {
					expect([points.fromUnits(units), points.toUnits(index)]).toEqual([index, units])
					units += point.length
				}
				expect(points.toUnits([...text].length)).toBe(text.length)
				expect(points.fromUnits(text.length)).toBe([...text].length)
			}),
			{ numRuns: 200 },
		)
	})

	it.each(['🧪', 'a🧪', '漢🧪é'])('are right throughout a long text of %j', (part) => {
		const text = part.repeat(2_000)
		const points = codePointsOf(text)
		let units = 0
		for (const [index, point] of [...text].entries()) {
			if (points.fromUnits(units) !== index || points.toUnits(index) !== units)
				expect([points.fromUnits(units), points.toUnits(index)]).toEqual([index, units])
			units += point.length
		}
		expect([points.fromUnits(units), points.toUnits([...text].length)]).toEqual([
			...[[...text].length, text.length],
		])
	})

	it('are right where a pair lies across the border of two blocks', () => {
		const text = `${'a'.repeat(1_023)}🧪${'b'.repeat(1_022)}🧪`
		const points = codePointsOf(text)
		for (let at = 1_020; at < 1_030; at++)
			expect([...text.slice(0, points.toUnits(at))].length).toBe(at)
		expect(points.fromUnits(1_025)).toBe(1_024)
	})
})
