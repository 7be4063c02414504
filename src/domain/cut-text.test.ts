import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cutText } from './cut-text'

const family = '👩‍👩‍👧‍👦'

it.each([
	['leaves a text that fits', 'abc', 3, 'abc'],
	['cuts a longer one', 'abcd', 3, 'abc'],
	['cuts before an emoji that does not fit', `abc${family}`, 5, 'abc'],
	['keeps an emoji that just fits', `abc${family}d`, 3 + family.length, `abc${family}`],
	['cuts no accent from its letter', 'abe\u0301', 3, 'ab'],
	['replaces half of a surrogate pair', 'a\ud83db', 5, 'a\ufffdb'],
	['cuts one long character between code points', family.repeat(1), 4, '👩\u200d'],
])('%s', (_, text, length, expected) => {
	expect(cutText(text, length)).toBe(expected)
})

it('is always well-formed, never too long, and begins as the text does', () => {
	const texts = fc.string({ unit: 'binary', maxLength: 60 })
	fc.assert(
		fc.property(texts, fc.nat(60), (text, length) => {
			const cut = cutText(text, length)
			expect(cut.isWellFormed()).toBe(true)
			expect(cut.length).toBeLessThanOrEqual(length)
			expect(text.toWellFormed().startsWith(cut)).toBe(true)
		}),
	)
})
