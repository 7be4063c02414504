import { describe, expect, it } from 'vitest'
import type { FactStatus } from '@/domain/fact-status'
import { type CitedFact, changesSince, notesOf, unapprovedText } from './citation-note'

const citation = (status?: FactStatus) => ({
	...{ number: 2, id: 'f', claim: 'Old words', quote: 'A quote', status },
	source: { id: 's', title: 'Diary', url: null },
})
const now: CitedFact = {
	...{ id: 'f', change: null, claim: 'Old words', status: 'approved', sourceTitle: 'Diary' },
}
const noteOf = (status: FactStatus | undefined, change: Partial<CitedFact>) =>
	notesOf([citation(status)], [{ ...now, ...change }]).get('f')

describe('what is said at a quote', () => {
	it('is nothing where its fact is as the text cites it, also in a text that stored no status', () => {
		expect(noteOf('approved', {})).toBeUndefined()
		expect(noteOf(undefined, {})).toBeUndefined()
		expect(notesOf([citation('approved')], []).size).toBe(0)
	})

	it.each<[Partial<CitedFact>, string, string[]]>([
		[
			{ change: 'reworded', claim: 'New words', status: 'pending' },
			'reworded since',
			['Reworded since. The claim now reads “New words”.'],
		],
		[
			{ change: 'rejected', claim: 'New words', status: 'rejected' },
			'rejected since',
			['Rejected since.', 'Reworded since. The claim now reads “New words”.'],
		],
		[
			{ change: 'source_deleted', claim: null, status: null, sourceTitle: null },
			'deleted since with its source',
			['Deleted since with its source.'],
		],
	])('of %o is %j', (change, name, lines) => {
		const texts = lines.map((text) => ({ text, sign: 'changed' }))
		expect(noteOf('approved', change)).toEqual({ sign: 'changed', name, lines: texts })
	})

	it('claims no time for a rejection that may be older than the text', () => {
		const note = noteOf(undefined, { change: 'rejected', status: 'rejected' })
		expect(note).toMatchObject({ name: 'rejected now', lines: [{ text: 'Rejected now.' }] })
	})

	it('names a fact that nobody had approved, and that it was approved since', () => {
		expect(noteOf('flagged', { status: 'flagged' })).toEqual({
			...{ sign: 'unapproved', name: 'not approved when written' },
			lines: [{ text: 'Not approved when this was written.', sign: 'unapproved' }],
		})
		expect(noteOf('pending', {})?.lines).toMatchObject([
			{ text: 'Not approved when this was written; approved since.' },
		])
	})

	it('names the new title of its source without marking the text', () => {
		expect(noteOf('approved', { sourceTitle: 'Diary, 1862' })).toEqual({
			...{ sign: undefined, name: undefined },
			lines: [{ text: 'The source is now called “Diary, 1862”.', sign: undefined }],
		})
	})
})

it('a text counts its facts that were not approved', () => {
	expect(unapprovedText([citation('approved'), citation('pending'), citation()])).toBe(
		'1 of 3 facts was not approved',
	)
	expect(unapprovedText([citation('approved'), citation()])).toBeNull()
})

describe('what a file says of a cited fact', () => {
	const said = (status: FactStatus | undefined, change: Partial<CitedFact>) =>
		changesSince([citation(status)], [{ ...now, ...change }]).get('f')

	it.each<[Partial<CitedFact>, string]>([
		[
			{ change: 'reworded', claim: 'New words' },
			'Since this text was written, the claim was reworded: “New words”.',
		],
		[{ change: 'reworded' }, 'Since this text was written, the fact was given another quote.'],
		[
			{ change: 'rejected', claim: 'New words' },
			'Since this text was written, the fact was rejected. The claim now reads “New words”.',
		],
		[{ change: 'deleted', claim: null }, 'Since this text was written, the fact was deleted.'],
		[
			{ change: 'source_deleted', claim: null },
			'Since this text was written, the fact was deleted with the source.',
		],
	])('of %o is what became of it since', (change, words) => {
		expect(said('approved', change)).toBe(words)
	})

	it('is nothing of a fact that is as it was, and claims no time that nobody kept', () => {
		expect(said('approved', {})).toBeUndefined()
		expect(said(undefined, { change: 'rejected' })).toBe('The fact is rejected now.')
	})
})
