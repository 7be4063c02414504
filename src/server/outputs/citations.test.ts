import { TRPCError } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import type { OutputBlock, OutputSentence } from '@/domain/output-text'
import { errorShape } from '@/isolation/error-shape'
import { citationsOf, plainText, verifyCitations } from './citations'
import type { ChosenFact } from './engine'

const fact = (id: string, quote: string | null): ChosenFact => ({
	...{ id, quote, claim: `Claim ${id}`, keyClaim: false },
	status: 'approved',
	source: { id: 's', title: 'Source', url: null },
})
const facts = [fact('f1', 'the air was cooler'), fact('f2', null)]

function codeFor(...sentences: OutputSentence[]): string {
	return codeForBlocks([{ kind: 'paragraph', sentences }])
}

function codeForBlocks(blocks: OutputBlock[]): string {
	try {
		verifyCitations({ title: 'Title', blocks }, facts)
		return 'accepted'
	} catch (error) {
		return error instanceof TRPCError ? errorShape(error, undefined).code : String(error)
	}
}

describe('citations', () => {
	const sound = {
		text: 'Here “the air was cooler”.',
		factIds: ['f1'],
		quotes: ['the air was cooler'],
	}

	it('are accepted when every sentence has a fact and every quote is in its text and in its fact', () => {
		expect(codeFor(sound)).toBe('accepted')
		expect(codeFor({ ...sound, quotes: ['air was'] })).toBe('accepted')
		expect(codeFor({ text: 'A claim.', factIds: ['f2'], quotes: [] })).toBe('accepted')
	})

	it.each<[string, Partial<OutputSentence>]>([
		['without a fact', { factIds: [] }],
		['with a fact that was not selected', { factIds: ['f1', 'f9'] }],
		['with a quote that its text does not hold', { text: 'Here the air was hotter.' }],
		['with a quote of no fact', { text: 'Here “it was hot”.', quotes: ['it was hot'] }],
		['with a quote of a fact that it does not cite', { factIds: ['f2'] }],
		['with a quote that differs in one letter', { quotes: ['The air was cooler'] }],
	])('refuse a sentence %s, also behind a sound one', (_, change) => {
		expect(codeFor({ ...sound, ...change })).toBe('SYNTHESIS_FAILED')
		expect(codeFor(sound, { ...sound, ...change })).toBe('SYNTHESIS_FAILED')
	})

	it('call a synthesis empty that has no text below its headings', () => {
		const heading: OutputBlock = {
			kind: 'heading',
			sentences: [{ text: 'Heading', factIds: [], quotes: [] }],
		}
		expect(codeForBlocks([])).toBe('EMPTY_SYNTHESIS')
		expect(codeForBlocks([heading])).toBe('EMPTY_SYNTHESIS')
		expect(codeFor({ text: ' \n', factIds: ['f1'], quotes: [] })).toBe('EMPTY_SYNTHESIS')
	})

	it('are numbered by their first use, and a heading reads as a line of its own', () => {
		const blocks: OutputBlock[] = [
			{ kind: 'heading', sentences: [{ text: 'Evidence', factIds: [], quotes: [] }] },
			{ kind: 'item', sentences: [{ text: 'One.', factIds: ['f2', 'f1'], quotes: [] }] },
			{ kind: 'item', sentences: [{ text: 'Two.', factIds: ['f1'], quotes: [] }] },
			{ kind: 'paragraph', sentences: [sound, { text: 'End.', factIds: ['f2'], quotes: [] }] },
		]
		expect(citationsOf(blocks, facts).map(({ id, number }) => [id, number])).toEqual([
			['f2', 1],
			['f1', 2],
		])
		expect(plainText(blocks)).toBe(
			'Evidence\n- One. [1] [2]\n- Two. [2]\nHere “the air was cooler”. [2] End. [1]',
		)
	})
})
