import { expect, it } from 'vitest'
import { changedSince, changesText, countsOf, statusChange } from './citation-change'

it('what became of cited facts is one sentence, in one order', () => {
	const counts = countsOf(['deleted', null, 'reworded', 'rejected', 'reworded'])
	expect(changesText(counts)).toBe('4 cited facts changed: 2 reworded, 1 rejected, 1 deleted')
	expect(changesText({ source_deleted: 1 })).toBe('1 cited fact changed: 1 deleted with the source')
	expect(changesText(countsOf([null, null]))).toBeNull()
	expect(changedSince('pending')).toBe('set back to pending since')
})

it.each([
	['rejected', 'approved', 'rejected'],
	['rejected', 'rejected', null],
	['flagged', undefined, 'flagged'],
	['needs_review', 'approved', 'needs_review'],
	['needs_review', 'flagged', null],
	['pending', 'approved', 'pending'],
	['pending', 'needs_review', null],
	['pending', undefined, null],
	['approved', 'pending', null],
] as const)('a fact that is %s and was cited as %s became %s', (now, cited, change) => {
	expect(statusChange(now, cited)).toBe(change)
})
