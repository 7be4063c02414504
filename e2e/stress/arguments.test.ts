import { describe, expect, it } from 'vitest'
import { readArguments } from './arguments'

describe('the arguments', () => {
	it('have defaults that are a short stress', () => {
		expect(readArguments([])).toEqual({
			...{ workers: 8, rounds: 50, seconds: 600, faults: false, shared: false, url: undefined },
		})
	})

	it('are read with both ways to write a value', () => {
		const args = ['--workers=16', '--rounds', '200', '--faults', '--url', 'http://localhost:3000/x']
		expect(readArguments(args)).toMatchObject({
			...{ workers: 16, rounds: 200, faults: true, url: 'http://localhost:3000' },
		})
	})

	it.each([
		[['--workers', '0'], '--workers 0: allowed: a whole number from 1 to 200'],
		[['--workers', '1.5'], '--workers 1.5: allowed'],
		[['--rounds', 'many'], '--rounds many: allowed: a whole number from 1 to 100,000'],
		[['--rounds='], '--rounds : allowed'],
		[['--seconds', '0x10'], '--seconds 0x10: allowed: a whole number'],
		[['--url', 'localhost:3000'], '--url: allowed: an http:// or https:// address'],
		[['--url', 'http://me:secret@host'], '--url: allowed'],
		[['--shared', '--faults'], '--shared: goes without --faults'],
		[['--shared', '--workers', '1'], 'allowed with --shared: 2 to 200'],
		[['--worker', '3'], 'Allowed: --workers N'],
		[['--workers'], 'Allowed: --workers N'],
		[['16'], 'Allowed: --workers N'],
	])('%j are refused with what is allowed', (args, message) => {
		expect(() => readArguments(args)).toThrow(message)
	})

	it('do not repeat a password', () => {
		expect(() => readArguments(['--url', 'http://me:secret@host'])).not.toThrow('secret')
	})
})
