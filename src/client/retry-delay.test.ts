import { expect, test } from 'vitest'
import { retryDelayMs } from './retry-delay'

test('every attempt waits for the second that the server asks for, and never more than three', () => {
	for (const failures of [0, 1, 2, 5, 1_000]) {
		expect(retryDelayMs(failures)).toBeGreaterThanOrEqual(1_000)
		expect(retryDelayMs(failures)).toBeLessThanOrEqual(3_000)
	}
})
