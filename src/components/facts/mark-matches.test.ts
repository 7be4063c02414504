import { expect, it } from 'vitest'
import { markMatches } from './mark-matches'

const marked = (text: string, search: string) =>
	markMatches(text, search)
		.map(({ part, matches }) => (matches ? `[${part}]` : part))
		.join('')

it.each([
	['Street trees cool', 'tre', 'Street [tre]es cool'],
	['Street trees cool', 'STREET  co', '[Street] trees [co]ol'],
	['one-storey up', 'one-sto', '[one]-[sto]rey up'],
	['“Night” and (night)', 'night', '“[Night]” and ([night])'],
	['Ärger im Übermaß', 'är üb', '[Är]ger im [Üb]ermaß'],
	['𝛥T was 2.1 °C', '𝛥t 2.1', '[𝛥T] was [2].[1] °C'],
	['tree trees', 'tre tree', '[tree] [tree]s'],
	['a.b (c)', '.*', 'a.b (c)'],
	['text', '', 'text'],
])('%j searched for %j reads %j', (text, search, expected) => {
	expect(marked(text, search)).toBe(expected)
})
