import type { FactStatus } from '@/domain/fact-status'
import { originOfSpecies } from './origin-of-species'
import { principleOfPopulation } from './principle-of-population'

export type DemoFact = {
	claim: string
	quote: string
	status: FactStatus
	keyClaim?: boolean
	pinned?: boolean
	confidence: number
}

export const demoTitle = 'How Darwin came to natural selection'

/** The sources of the demo with their facts, in the order of the text. */
export const demoSources: { title: string; url: string; text: string; facts: DemoFact[] }[] = [
	{
		title: 'Malthus: An Essay on the Principle of Population (1798)',
		url: 'https://www.gutenberg.org/ebooks/4239',
		text: principleOfPopulation,
		facts: [
			{
				claim: 'Population grows faster than its food can',
				quote:
					'Population, when unchecked, increases in a geometrical ratio. Subsistence increases only in an arithmetical ratio.',
				...{ status: 'approved', keyClaim: true, confidence: 95 },
			},
			{
				claim: 'Scarcity checks population all the time',
				quote:
					'This implies a strong and constantly operating check on population from the difficulty of subsistence.',
				...{ status: 'approved', confidence: 85 },
			},
			{
				claim: 'Nature makes far more seeds than it can feed',
				quote:
					'nature has scattered the seeds of life abroad with the most profuse and liberal hand. She has been comparatively sparing in the room and the nourishment necessary to rear them.',
				...{ status: 'approved', pinned: true, confidence: 90 },
			},
			{
				claim: 'Mankind is under the same law as plants and animals',
				quote: 'And the race of man cannot, by any efforts of reason, escape from it.',
				...{ status: 'needs_review', confidence: 60 },
			},
		],
	},
	{
		title: 'Darwin: On the Origin of Species (1859)',
		url: 'https://www.gutenberg.org/ebooks/1228',
		text: originOfSpecies,
		facts: [
			{
				claim: 'The question came up on the voyage of the Beagle',
				quote:
					'I was much struck with certain facts in the distribution of the inhabitants of South America',
				...{ status: 'approved', confidence: 80 },
			},
			{
				claim: 'Darwin collected facts for five years before he speculated',
				quote: 'After five years’ work I allowed myself to speculate on the subject',
				...{ status: 'approved', confidence: 85 },
			},
			{
				claim: 'Whatever varies to its profit is selected by nature',
				quote:
					'any being, if it vary however slightly in any manner profitable to itself, under the complex and sometimes varying conditions of life, will have a better chance of surviving, and thus be naturally selected.',
				...{ status: 'approved', keyClaim: true, pinned: true, confidence: 95 },
			},
			{
				claim: 'Species change',
				quote: 'I am fully convinced that species are not immutable',
				...{ status: 'approved', confidence: 95 },
			},
			{
				claim: 'Natural selection is the only cause of change',
				quote: 'Natural Selection has been the main but not exclusive means of modification.',
				...{ status: 'flagged', confidence: 15 },
			},
			{
				claim: 'The struggle for existence is a metaphor',
				quote:
					'I use the term Struggle for Existence in a large and metaphorical sense, including dependence of one being on another',
				...{ status: 'approved', confidence: 75 },
			},
			{
				claim: 'Darwin names Malthus as the origin of the argument',
				quote:
					'It is the doctrine of Malthus applied with manifold force to the whole animal and vegetable kingdoms',
				...{ status: 'approved', keyClaim: true, confidence: 95 },
			},
			{
				claim: 'Unchecked, one pair would fill the earth',
				quote: 'the earth would soon be covered by the progeny of a single pair.',
				...{ status: 'pending', confidence: 70 },
			},
			{
				claim: 'Selection works too slowly to be watched',
				quote:
					'We see nothing of these slow changes in progress, until the hand of time has marked the long lapse of ages',
				...{ status: 'pending', confidence: 65 },
			},
			{
				claim: 'Darwin thought that all life goes back to a single form only',
				quote: 'having been originally breathed into a few forms or into one',
				...{ status: 'rejected', confidence: 20 },
			},
		],
	},
]

/** The UTF-16 offsets of a quote in its source's text. Throws where the text does not hold the quote. */
export function placeOf(text: string, quote: string): { quoteStart: number; quoteEnd: number } {
	const quoteStart = text.indexOf(quote)
	if (quoteStart < 0) throw new Error(`The demo quotes what its source does not hold: ${quote}`)
	return { quoteStart, quoteEnd: quoteStart + quote.length }
}
