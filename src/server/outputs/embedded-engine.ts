import type { OutputMode } from '@/domain/output-mode'
import type { OutputBlock, OutputSentence } from '@/domain/output-text'
import type { EngineFact, EngineRequest, SynthesisEngine } from './engine'

/** Arranges claims and their verbatim quotes without a language model: the same facts give the same bytes. */
export const embeddedEngine: SynthesisEngine = {
	name: 'embedded',
	version: '2',
	async synthesise({ mode, projectTitle, facts }) {
		return { title: `${projectTitle} – ${titles[mode]}`, blocks: layouts[mode](facts) }
	},
}

const titles: Record<OutputMode, string> = {
	paragraph: 'summary',
	research_brief: 'research brief',
	script_outline: 'script outline',
	split: 'evidence by source',
}

const layouts: Record<OutputMode, (facts: EngineRequest['facts']) => OutputBlock[]> = {
	paragraph: (facts) => [{ kind: 'paragraph', sentences: facts.map(claimWithQuote) }],

	research_brief: (facts) => {
		const keyFacts = facts.filter((fact) => fact.keyClaim)
		const quoted = facts.filter((fact) => fact.quote !== null)
		const unquoted = facts.filter((fact) => fact.quote === null)
		return [
			...section('Key findings', (keyFacts.length > 0 ? keyFacts : facts).map(claim)),
			...section('Evidence', quoted.map(quoteWithSource)),
			...section('Claims without a quote', unquoted.map(claim)),
		]
	},

	script_outline: (facts) => {
		const opening = facts.find((fact) => fact.keyClaim) ?? facts[0]
		const beats = facts.filter((fact) => fact !== opening)
		return [
			...section('Opening', opening ? [claimWithQuote(opening)] : []),
			...beats.flatMap((fact, index) => section(`Beat ${index + 1}`, [claimWithQuote(fact)])),
			...section(
				'Close',
				opening
					? [{ ...claim(opening), text: `Back to the beginning: ${claim(opening).text}` }]
					: [],
			),
		]
	},

	split: (facts) => {
		const sources = new Map(facts.map(({ source }) => [source.id, source.title]))
		return [...sources].flatMap(([id, title]) =>
			section(title, facts.filter(({ source }) => source.id === id).map(claimWithQuote)),
		)
	},
}

/** A heading and its items; nothing where there are no items. */
function section(heading: string, items: OutputSentence[]): OutputBlock[] {
	if (items.length === 0) return []
	return [
		{ kind: 'heading', sentences: [{ text: heading, factIds: [], quotes: [] }] },
		...items.map((item): OutputBlock => ({ kind: 'item', sentences: [item] })),
	]
}

function claim(fact: EngineFact): OutputSentence {
	return { text: `${withoutStop(fact.claim)}.`, factIds: [fact.id], quotes: [] }
}

function claimWithQuote(fact: EngineFact): OutputSentence {
	if (fact.quote === null) return claim(fact)
	// A claim that equals its quote would stand there twice.
	if (withoutStop(fact.claim) === withoutStop(fact.quote))
		return { text: closedQuote(fact.quote), factIds: [fact.id], quotes: [fact.quote] }
	return {
		text: `${withoutStop(fact.claim)}: ${closedQuote(fact.quote)}`,
		factIds: [fact.id],
		quotes: [fact.quote],
	}
}

function quoteWithSource(fact: EngineFact): OutputSentence {
	const quote = fact.quote ?? ''
	return { text: `“${quote}” (${fact.source.title})`, factIds: [fact.id], quotes: [quote] }
}

/** A quote as the end of a sentence; its own words stay as they are. */
function closedQuote(quote: string): string {
	return /[.!?…]["”’)\]]*$/.test(quote.trimEnd()) ? `“${quote}”` : `“${quote}”.`
}

function withoutStop(text: string): string {
	return text.trim().replace(/[.:]+$/, '')
}
