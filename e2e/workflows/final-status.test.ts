import { describe, expect, it } from 'vitest'
import { finalStatus, type Result } from '../../.github/scripts/final-status.mjs'

const results: Result[] = ['success', 'failure', 'cancelled', 'skipped']

describe('the status at the end', () => {
	it('is success only where tests, report and clean-up all succeeded', () => {
		for (const test of results)
			for (const report of results)
				for (const cleanUp of results) {
					const all = [test, report, cleanUp].every((result) => result === 'success')
					const { state, description } = finalStatus({ test, report, cleanUp })
					expect({ test, report, cleanUp, success: state === 'success' }).toEqual({
						...{ test, report, cleanUp, success: all },
					})
					expect(description.length).toBeLessThan(141)
				}
	})

	it('tells cancelled from failed tests', () => {
		const rest = { report: 'success', cleanUp: 'success' } as const
		expect(finalStatus({ test: 'failure', ...rest }).state).toBe('failure')
		expect(finalStatus({ test: 'cancelled', ...rest })).toMatchObject({
			state: 'error',
			description: expect.stringMatching(/^Cancelled: .* by hand, or out of time\.$/),
		})
	})

	it('names the clean-up that failed', () => {
		const { description } = finalStatus({ test: 'success', report: 'success', cleanUp: 'failure' })
		expect(description).toContain('not deleted')
	})
})
