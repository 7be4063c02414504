import { describe, expect, it } from 'vitest'
import { quotePlacesIn } from './quote-place'

describe('a quote', () => {
	const find = quotePlacesIn('one two one three one')

	it.each([
		['at its offsets', { start: 8, end: 11 }, { start: 8, end: 11 }],
		['between its words', { prefix: 'two ', suffix: ' three' }, { start: 8, end: 11 }],
		[
			'between its words, at wrong offsets',
			{ start: 1, end: 4, prefix: 'e ' },
			{ start: 18, end: 21 },
		],
		['nowhere for sure', {}, null],
	])('that stands three times is found %s', (_, selector, place) => {
		expect(find({ exact: 'one', unit: 'utf16', ...selector })).toEqual(place)
	})

	it('that stands once is found without a place, and one that does not stand there is not', () => {
		expect(find({ exact: 'two', unit: 'utf16', start: 90, end: 93 })).toEqual({ start: 4, end: 7 })
		expect(find({ exact: 'four', unit: 'utf16' })).toBeNull()
	})
})
