import { TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import { errorCode, errorText } from './api-error'

const answer = TRPCClientError.from({
	error: { message: 'No such source.', code: -32_004, data: { code: 'NOT_FOUND' } },
})
const lost = TRPCClientError.from(new TypeError('fetch failed'))

test('a person reads the server’s own message, and learns where none came', () => {
	expect(errorText(answer)).toBe('No such source.')
	for (const error of [lost, new Error('boom'), undefined])
		expect(errorText(error)).toBe('The server did not answer. Check the connection and try again.')
})

test('only an answer has a code', () => {
	expect(errorCode(answer)).toBe('NOT_FOUND')
	expect(errorCode(lost)).toBeUndefined()
	expect(errorCode(new Error('boom'))).toBeUndefined()
})
