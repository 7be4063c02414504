import { TRPCError } from '@trpc/server'
import { expect, it } from 'vitest'
import { errorShape } from './error-shape'
import { IsolationError, isIsolationError, isSpecificError, SpecificError } from './errors'

/** A second copy of the classes, as the start-up hook and the routes have one each. */
class TwinOfSpecificError extends TRPCError {
	readonly specificCode = 'SERVICE_UNAVAILABLE'
}
class TwinOfIsolationError extends TRPCError {
	readonly specificCode = 'STALE_LEASE'
	readonly holder = null
}

const away = new TwinOfSpecificError({ code: 'SERVICE_UNAVAILABLE', message: 'Not now.' })
const stale = new TwinOfIsolationError({ code: 'CONFLICT', message: 'Too late.' })

it('an error of the other bundle is told by its shape', () => {
	for (const error of [
		away,
		new SpecificError({ code: 'BAD_GATEWAY', specificCode: 'EMPTY', message: 'Empty.' }),
	]) {
		expect(isSpecificError(error)).toBe(true)
		expect(isIsolationError(error)).toBe(false)
	}
	for (const error of [stale, new IsolationError('LEASE_REQUIRED', 'None.', null)]) {
		expect(isSpecificError(error)).toBe(true)
		expect(isIsolationError(error)).toBe(true)
	}
	expect(errorShape(away, 'id')).toEqual({
		...{ code: 'SERVICE_UNAVAILABLE', message: 'Not now.', httpStatus: 503 },
	})
	expect(errorShape(stale, 'id')).toEqual({
		...{ code: 'STALE_LEASE', message: 'Too late.', httpStatus: 409 },
	})
})

it('any other error is neither', () => {
	const others = [new Error('x'), new TRPCError({ code: 'NOT_FOUND' }), null, undefined, 'text']
	for (const error of [...others, { specificCode: 'STALE_LEASE', holder: null }]) {
		expect(isSpecificError(error)).toBe(false)
		expect(isIsolationError(error)).toBe(false)
	}
})
