import { describe, expect, it } from 'vitest'
import { errorShape } from '@/isolation/error-shape'
import { isConnectionLost, type Phase, poolExhausted, unavailable } from './unavailable'
import { rulesOf, type Work } from './work'

const withCode = (code: string, more: object = {}) =>
	Object.assign(new Error('s3cret'), { code, ...more })
const wrapped = (cause: unknown) => Object.assign(new Error('Failed query'), { query: '', cause })

/** What a caller reads of an error; undefined where it is no "not now". */
function answerTo(error: unknown, work: Work = 'write', phase: Phase = 'at work') {
	const answer = unavailable(error, { rules: rulesOf[work], phase })
	return answer && errorShape(answer, 'id')
}

const connectionCodes = [
	...['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT'],
	...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
	...['EAI_AGAIN', 'ENOTFOUND'],
]
const awayStates = [
	...['08000', '08003', '08006', '08001', '08004', '08P01', '53000', '53100', '53200', '53400'],
	...['57P01', '57P02', '57P03', '57P04', '57P05', '25006'],
]
const away = 'The database does not answer at the moment.'
const answers: [code: string, message: string][] = [
	...[...connectionCodes, ...awayStates].map((code): [string, string] => [code, away]),
	['53300', 'The database takes no more connections at the moment.'],
	['55P03', 'Another change held what this one needs for more than 5 seconds.'],
	['57014', 'The database took longer than 15 seconds.'],
]

describe('a database that cannot work now', () => {
	it.each(answers)('and fails with %s is a 503 that says: %s', (code, message) => {
		for (const error of [withCode(code), wrapped(withCode(code)), wrapped(wrapped(withCode(code)))])
			expect(answerTo(error)).toEqual({
				...{ code: 'SERVICE_UNAVAILABLE', httpStatus: 503 },
				message: `${message} Nothing was stored; try again in a moment.`,
			})
	})

	it('and is the embedded one is a 503 with its own words', () => {
		const error = withCode('EMBEDDED_UNAVAILABLE', { message: 'The disk is full.' })
		for (const each of [error, wrapped(error)])
			expect(answerTo(each)).toMatchObject({ httpStatus: 503, message: 'The disk is full.' })
	})

	it('keeps its cause for the log', () => {
		const error = wrapped(withCode('57P01'))
		expect(unavailable(error, { rules: rulesOf.read, phase: 'at work' })?.cause).toBe(error)
	})

	it('and is lost at a commit leaves it unknown whether the change was stored', () => {
		for (const work of ['write', 'seed', 'migration'] as const) {
			const { message } = answerTo(withCode('CONNECTION_CLOSED'), work, 'at its commit') ?? {}
			expect(message).toBe(
				`${away} It is not known whether the change was stored: look before you try again.`,
			)
		}
		for (const phase of ['before its begin', 'at work'] as const)
			expect(answerTo(withCode('CONNECTION_CLOSED'), 'write', phase)?.message).toContain(
				'Nothing was stored',
			)
		expect(answerTo(withCode('CONNECTION_CLOSED'), 'read', 'at its commit')?.message).toContain(
			'Nothing was stored',
		)
	})

	it('says the limits of the kind of work', () => {
		expect(answerTo(withCode('55P03'), 'seed')?.message).toContain('more than 30 seconds')
		expect(answerTo(withCode('57014'), 'seed')?.message).toContain('longer than 120 seconds')
		expect(answerTo(withCode('57014'), 'health')?.message).toContain('longer than 2 seconds')
		expect(errorShape(poolExhausted(rulesOf.health), 'id')).toEqual({
			...{ code: 'SERVICE_UNAVAILABLE', httpStatus: 503 },
			message:
				'The database gave no free connection within 3 seconds. Nothing was stored; try again in a moment.',
		})
	})
})

describe('any other error', () => {
	it.each<[string, unknown]>([
		['a row that is there', withCode('23505')],
		['a table that is not', withCode('42P01')],
		['a deadlock', withCode('40P01')],
		['a disk read error of PostgreSQL', withCode('58030')],
		['a bug', new TypeError('x is not a function')],
		['a file that is not there', withCode('ENOENT', { syscall: 'open' })],
		['an error without a code', wrapped(new Error('08006 in its text'))],
		['nothing', undefined],
	])('is left alone: %s', (_, error) => {
		expect(answerTo(error)).toBeUndefined()
		expect(answerTo(wrapped(error))).toBeUndefined()
	})
})

describe('a connection', () => {
	it('is lost by the codes of the driver and the system, and by a Unix socket that is not there', () => {
		for (const code of connectionCodes) expect(isConnectionLost(wrapped(withCode(code)))).toBe(true)
		expect(isConnectionLost(withCode('ENOENT', { syscall: 'connect' }))).toBe(true)
		expect(answerTo(withCode('ENOENT', { syscall: 'connect' }))?.message).toContain(away)
	})

	it('is there where the server answers, whatever it says', () => {
		for (const code of ['57P01', '53300', '23505', '55P03', '57014'])
			expect(isConnectionLost(wrapped(withCode(code))), code).toBe(false)
	})
})
