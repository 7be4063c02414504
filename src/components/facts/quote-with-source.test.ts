import { expect, test } from 'vitest'
import { quoteWithSource } from './quote-with-source'

test('a quote is told with the title of its source, and the address where there is one', () => {
	const title = 'Lake diary'
	expect(quoteWithSource('It froze.', { title, url: null })).toBe('“It froze.” (Lake diary)')
	expect(quoteWithSource('It froze.', { title, url: 'https://lakes.test' })).toBe(
		'“It froze.” (Lake diary, https://lakes.test)',
	)
})
