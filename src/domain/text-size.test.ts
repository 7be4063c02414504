import { expect, test } from 'vitest'
import { limits } from './limits'
import { fitsQuote, kilobytes, requestBytes } from './text-size'

test.each([
	['', 2],
	['lake', 6],
	['a\nb', 6],
	['“水”', 11],
	['"', 4],
])('%j takes its bytes as JSON in UTF-8', (text, bytes) => {
	expect(requestBytes(text)).toBe(bytes)
})

test('a quote is measured in bytes, not in characters', () => {
	expect(fitsQuote('x'.repeat(limits.quoteBytes))).toBe(true)
	expect(fitsQuote('x'.repeat(limits.quoteBytes + 1))).toBe(false)
	expect(fitsQuote('é'.repeat(limits.quoteBytes / 2))).toBe(true)
	expect(fitsQuote('é'.repeat(limits.quoteBytes / 2 + 1))).toBe(false)
})

test('a size over the limit never reads like the limit', () => {
	expect(kilobytes(1_000_000)).toBe('1,000 kB')
	expect(kilobytes(1_000_001)).toBe('1,001 kB')
})
