import fc from 'fast-check'
import { expect, it } from 'vitest'
import { jsonPieces } from './json-pieces'

const whole = (value: unknown) => JSON.stringify(value, null, '\t')
const joined = (value: unknown) => [...jsonPieces(value)].join('')

it('the pieces are together what is written at once, whatever it is', () => {
	fc.assert(
		fc.property(fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' }), (value) => {
			expect(joined(value)).toBe(whole(value))
		}),
	)
	const holes = {
		a: undefined,
		b: [undefined, null, 'two\nlines'],
		c: {},
		d: [],
		e: { f: undefined },
	}
	expect(joined(holes)).toBe(whole(holes))
})

it('a list that is made while it is written reads as one that was there', () => {
	function* numbers() {
		yield* [1, { two: 2 }]
	}
	expect(joined({ list: { items: numbers() } })).toBe(whole({ list: { items: [1, { two: 2 }] } }))
})
