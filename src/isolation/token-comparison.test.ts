import { createHash, timingSafeEqual } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { secret } from '@/testing/gate-table'
import { decideGate } from './gate'

vi.mock('node:crypto', async (importOriginal) => {
	const original = await importOriginal<typeof import('node:crypto')>()
	return { ...original, timingSafeEqual: vi.fn(original.timingSafeEqual) }
})
const comparison = vi.mocked(timingSafeEqual)
beforeEach(() => {
	comparison.mockClear()
})

function isOpenWith(authorization: string): boolean {
	const headers = { host: 'localhost:3000', authorization }
	const seeding = { mounted: true, enabled: true, token: secret, productionBuild: false }
	const names = { switch: 'the switch', token: 'the token' }
	return decideGate(seeding, { remoteAddress: '127.0.0.1', headers }, names).open
}

const lengths = Array.from({ length: 2 * secret.length }, (_, index) => index + 1)
const wrongTokens = [
	...lengths.map((length) => 'x'.repeat(length)),
	...lengths.map((length) => secret.slice(0, length)).filter((each) => each !== secret),
	...lengths.map((length) => secret.padEnd(length, 'x')).filter((each) => each !== secret),
	...[...secret].map((_, at) => `${secret.slice(0, at)}~${secret.slice(at + 1)}`),
	...[secret.toUpperCase(), [...secret].reverse().join(''), `${secret},${secret}`],
]

describe('the comparison of tokens', () => {
	it('refuses every wrong token of every length', () => {
		expect(wrongTokens.filter((token) => isOpenWith(`Bearer ${token}`))).toEqual([])
		expect(isOpenWith(`Bearer ${secret}`)).toBe(true)
	})

	it('is one constant-time comparison of two digests, whatever the token and its length', () => {
		for (const token of [...wrongTokens, secret]) {
			comparison.mockClear()
			isOpenWith(`Bearer ${token}`)
			const digests = [token, secret].map((each) => createHash('sha256').update(each).digest())
			expect(comparison.mock.calls, token).toEqual([digests])
		}
	})

	it.each(['', 'Bearer', 'Bearer ', secret, `Basic ${secret}`, `Bearer ${secret} ${secret}`])(
		'does not take place for %j, which carries no token, and refuses it',
		(authorization) => {
			expect(isOpenWith(authorization)).toBe(false)
			expect(comparison).not.toHaveBeenCalled()
		},
	)
})
