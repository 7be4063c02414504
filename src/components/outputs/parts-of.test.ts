import { expect, it } from 'vitest'
import { partsOf } from './parts-of'

const idsUpTo = (count: number) => Array.from({ length: count }, (_, index) => `${index}`)

it.each([
	[0, []],
	[1, [1]],
	[2, [2]],
	[3, [2, 1]],
	[6, [2, 2, 2]],
	[7, [2, 2, 2, 1]],
])('%i ids in parts of two are in parts of %j, none lost and none twice', (count, lengths) => {
	const parts = partsOf(idsUpTo(count), 2)
	expect(parts.map(({ length }) => length)).toEqual(lengths)
	expect(parts.flat()).toEqual(idsUpTo(count))
})
