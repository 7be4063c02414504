import { describe, expect, it } from 'vitest'
import { sinceCited, spokenSince } from './since-cited'

const cited = { claim: 'Old words', quote: 'A quote', status: 'approved' as const }

describe('what is said of a cited fact at its evidence', () => {
	it('is nothing where the fact is as the text cites it', () => {
		expect(sinceCited(cited, cited)).toEqual([])
		expect(sinceCited({ ...cited, status: 'pending' }, cited)).toEqual([])
	})

	it('has the words that it had, and what it became', () => {
		const now = { claim: 'New words', quote: 'Another', status: 'rejected' as const }
		expect(sinceCited(cited, now)).toEqual([
			{ text: 'Rejected since the text was written.' },
			{ text: 'Reworded since the text was written; it read', former: 'Old words' },
			{ text: 'Quoted otherwise when the text was written:', former: 'A quote' },
		])
		const edited = { ...cited, claim: 'New words', status: 'pending' as const }
		expect(spokenSince(sinceCited(cited, edited))).toBe(
			'Reworded since the text was written; it read “Old words”.',
		)
	})

	it('says that a fact is gone, or had no quote', () => {
		expect(sinceCited(cited, null)[0]?.text).toMatch(/^This fact has been deleted since/)
		expect(sinceCited({ ...cited, quote: null }, cited)).toEqual([
			{ text: 'It had no quote when the text was written.' },
		])
	})

	it('claims no change of a status that nobody stored', () => {
		const older = { ...cited, status: undefined }
		expect(sinceCited(older, { ...cited, status: 'flagged' })).toEqual([{ text: 'Flagged now.' }])
		expect(sinceCited(older, { ...cited, status: 'pending' })).toEqual([])
	})
})
