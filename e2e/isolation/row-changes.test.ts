import { expect, it } from 'vitest'
import { inWords, rowChanges } from './row-changes'

it('rows are added, changed and removed by their ids and digests', () => {
	const before = { fact: { a: '1', b: '1', c: '1' }, source: { s: '1' } }
	const after = { fact: { a: '1', b: '2', d: '1', e: '1' }, source: { s: '1' } }
	const changes = rowChanges(before, after)
	expect(changes).toEqual({
		fact: { added: 2, changed: 1, removed: 1 },
		source: { added: 0, changed: 0, removed: 0 },
	})
	expect(inWords(changes ?? {})).toBe('fact: 2 added, 1 changed, 1 removed')
})

it('a table with too many rows is left out, and unknown rows are no changes', () => {
	expect(rowChanges({ fact: null }, { fact: { a: '1' } })).toEqual({})
	expect(rowChanges({ fact: { a: '1' } }, { fact: null })).toEqual({})
	expect(rowChanges(null, { fact: {} })).toBeNull()
	expect(rowChanges({ fact: {} }, null)).toBeNull()
	expect(inWords({ fact: { added: 0, changed: 0, removed: 0 } })).toBe('nothing')
})
