import { expect, it } from 'vitest'
import { failFirst, sentenceOf, wrapped } from './plain-errors'

const violation = (message: string) => ({ code: 'ISOLATION_VIOLATION', procedure: 'a.b', message })

it('says each sentence once, and of many the first five', () => {
	const many = [1, 2, 3, 4, 5, 6, 7].map((n) => violation(`Sentence ${n}.`))
	const told = sentenceOf([...many, ...many])
	expect(told.match(/Sentence \d/g)).toEqual([1, 2, 3, 4, 5].map((n) => `Sentence ${n}`))
	expect(told).toContain('And 2 more.')
	expect(sentenceOf([violation('One.')])).toBe(
		'This test broke isolation.\n\nOne. (ISOLATION_VIOLATION in a.b)',
	)
})

it('keeps every word, in lines of at most 100 characters unless one word is longer', () => {
	const text = `${'word '.repeat(60)}${'x'.repeat(150)} end`
	const lines = wrapped(text).split('\n')
	expect(lines.join(' ')).toBe(text)
	expect(lines.filter((line) => line.length > 100)).toEqual(['x'.repeat(150)])
})

it('comes before the errors that a test has, and fails a test that has none, without a stack', () => {
	const errors = [{ message: 'an expectation' }]
	failFirst({ errors }, 'the reason')
	expect(errors.map(({ message }) => message)).toEqual(['the reason', 'an expectation'])
	const fail = () => failFirst({ errors: [] }, 'the reason')
	expect(fail).toThrow(expect.objectContaining({ message: 'the reason', stack: 'the reason' }))
})
