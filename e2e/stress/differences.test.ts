import { expect, it } from 'vitest'
import { describeDifference, differencesOf } from './differences'

const fact = (id: string, claim: string) => ({ id, claim, source: { id: 's', title: 'Source' } })
const reading = { title: 'Mine', facts: [fact('a', 'One'), fact('b', 'Two')], outputs: [] }
const found = (change: object) => differencesOf(reading, { ...reading, ...change })

it('equal contents have no difference', () => {
	expect(found(structuredClone(reading))).toEqual([])
})

it.each([
	['another title', { title: 'Yours' }, '.title'],
	['another claim', { facts: [fact('a', 'One'), fact('b', '2')] }, '.facts[b].claim'],
	['a title that is gone', { title: undefined }, '.title'],
	['a text in place of a list', { facts: 'none' }, '.facts'],
	['null in place of a text', { title: null }, '.title'],
])('%s is found', (_, change, at) => {
	expect(found(change).map((difference) => difference.at)).toEqual([at])
})

it.each([
	['a foreign row', { facts: [fact('a', 'One'), fact('x', 'New'), fact('b', 'Two')] }, 'x'],
	['a missing row', { facts: [fact('a', 'One')] }, 'b'],
])('%s is found as one row, whatever stands after it', (_, change, id) => {
	const places = found(change).map(({ at }) => at)
	expect(places.sort()).toEqual(['.facts.length', `.facts[${id}]`])
})

it('a row that stands there twice is found', () => {
	const twice = { facts: [...reading.facts, fact('b', 'Two')] }
	expect(found(twice).map(({ at }) => at)).toEqual(['.facts.length'])
})

it('a difference is described in one line, without its whole length', () => {
	const [difference] = found({ title: 'x'.repeat(10_000) })
	const line = difference ? describeDifference(difference) : ''
	expect(line).toContain('title: expected "Mine", found "xxx')
	expect(line.length).toBeLessThan(300)
})
