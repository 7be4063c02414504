import { expect, it } from 'vitest'
import { unchangedWords, type Verdict } from './verdict-words'

it.each<[Verdict, string]>([
	[{ status: 'approved' }, 'All 3 facts were approved already.'],
	[{ status: 'needs_review' }, 'All 3 facts were marked as needing review already.'],
	[{ pinned: false }, 'All 3 facts were unpinned already.'],
	[{ keyClaim: true }, 'All 3 facts were key claims already.'],
	[{ addTag: 'roofs' }, 'All 3 facts had the tag “roofs” already.'],
	[{ removeTag: 'roofs' }, 'None of the 3 facts had the tag “roofs”.'],
])('a change to %o that changes none of three facts says why', (verdict, words) => {
	expect(unchangedWords(verdict, 3)).toBe(words)
})

it('of two facts it says both, and of many it parts the thousands', () => {
	expect(unchangedWords({ status: 'pending' }, 2)).toBe('Both facts were pending already.')
	expect(unchangedWords({ status: 'flagged' }, 1_200)).toBe('All 1,200 facts were flagged already.')
})
