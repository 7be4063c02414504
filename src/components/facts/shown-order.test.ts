import { expect, it } from 'vitest'
import { limits } from '@/domain/limits'
import { isWhole, rowsOf } from './shown-order'

const source = (id: string) => ({ id, title: `Source ${id}` })
const positions = (rows: ReturnType<typeof rowsOf>) =>
	rows.map((row) => ('heading' in row ? row.heading : `${row.position} ${row.factId}`))

it('a view has a row for each of its facts from its first part on', () => {
	const first = { groups: [{ source: null, ids: ['a', 'b'] }], total: 4 }
	expect(isWhole(first)).toBe(false)
	expect(positions(rowsOf(first))).toEqual(['1 a', '2 b', '3 null', '4 null'])
})

it('each group has its heading, and one whose facts were removed has none', () => {
	const groups = [
		{ source: source('x'), ids: ['a'] },
		{ source: source('y'), ids: [] },
		{ source: source('z'), ids: ['b', 'c'] },
	]
	const order = { groups, total: 3 }
	expect(isWhole(order)).toBe(true)
	expect(positions(rowsOf(order))).toEqual(['Source x', '1 a', 'Source z', '2 b', '3 c'])
})

it('a view has no more rows than it holds facts', () => {
	const order = { groups: [{ source: null, ids: ['a'] }], total: limits.factsPerView * 2 }
	expect(rowsOf(order)).toHaveLength(limits.factsPerView)
})
