import { expect, it } from 'vitest'
import { demoSources, placeOf } from './demo-content'

it.each(demoSources.flatMap(({ text, facts }) => facts.map(({ quote }) => ({ quote, text }))))(
	'the demo’s source holds “$quote”, once',
	({ quote, text }) => {
		const { quoteStart, quoteEnd } = placeOf(text, quote)
		expect(text.slice(quoteStart, quoteEnd)).toBe(quote)
		expect(text.indexOf(quote, quoteStart + 1)).toBe(-1)
	},
)

it('a quote that its source does not hold stops the demo', () => {
	expect(() => placeOf('Some text', 'other')).toThrow('other')
})
