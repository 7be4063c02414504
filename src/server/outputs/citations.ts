import type { Citation, OutputBlock } from '@/domain/output-text'
import { specificError } from '../errors'
import type { ChosenFact, EngineFact, EngineResult } from './engine'

/**
 * Refuses a synthesis that is empty, that has a sentence without a selected fact, or that quotes words which no cited
 * fact holds. Throws EMPTY_SYNTHESIS or SYNTHESIS_FAILED.
 */
export function verifyCitations(result: EngineResult, facts: EngineFact[]): void {
	const quotes = new Map(facts.map((fact) => [fact.id, fact.quote]))
	const cited = result.blocks
		.filter(({ kind }) => kind !== 'heading')
		.flatMap(({ sentences }) => sentences)
	if (!cited.some(({ text }) => text.trim() !== ''))
		throw specificError('EMPTY_SYNTHESIS', 'LLM returned empty synthesis')
	for (const sentence of cited) {
		const unverified =
			sentence.factIds.length === 0 ||
			sentence.factIds.some((id) => !quotes.has(id)) ||
			sentence.quotes.some(
				(quote) =>
					!sentence.text.includes(quote) ||
					!sentence.factIds.some((id) => quotes.get(id)?.includes(quote)),
			)
		if (unverified)
			throw specificError(
				'SYNTHESIS_FAILED',
				'The synthesis held a sentence whose citation could not be verified, and was not saved. Try again.',
			)
	}
}

/** The facts that the text cites, in the order of their first citation. */
export function citationsOf(blocks: OutputBlock[], facts: ChosenFact[]): Citation[] {
	const byId = new Map(facts.map((fact) => [fact.id, fact]))
	return citationOrder(blocks).flatMap((id, index) => {
		const fact = byId.get(id)
		if (!fact) return []
		const { claim, quote, status, source } = fact
		return [{ number: index + 1, id, claim, quote, status, source }]
	})
}

function citationOrder(blocks: OutputBlock[]): string[] {
	return [
		...new Set(blocks.flatMap(({ sentences }) => sentences.flatMap(({ factIds }) => factIds))),
	]
}

/** The output as plain text with `[n]` after each cited sentence. */
export function plainText(blocks: OutputBlock[]): string {
	const order = citationOrder(blocks)
	const lines = blocks.map(({ kind, sentences }) => {
		const text = sentences
			.map((sentence) =>
				[sentence.text, ...sentence.factIds.map((id) => `[${order.indexOf(id) + 1}]`)].join(' '),
			)
			.join(' ')
		return kind === 'item' ? `- ${text}` : kind === 'heading' ? `\n${text}` : text
	})
	return lines.join('\n').trim()
}
