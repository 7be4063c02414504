import { expect, test } from 'vitest'
import { countOf } from './count-of'

test.each([
	[0, '0 facts'],
	[1, '1 fact'],
	[1_204, '1,204 facts'],
])('%d is told as “%s”', (count, words) => {
	expect(countOf(count, 'fact')).toBe(words)
})

test('a plural of its own is taken as it is', () => {
	expect(countOf(1, 'more', 'more')).toBe('1 more')
	expect(countOf(2, 'entry', 'entries')).toBe('2 entries')
})
