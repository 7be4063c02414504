import { describe, expect, it } from 'vitest'
import { outputModes } from '@/domain/output-mode'
import { plainText, verifyCitations } from './citations'
import { embeddedEngine } from './embedded-engine'
import type { EngineFact } from './engine'

const source = (id: string) => ({ id, title: `Source ${id}`, url: null })
const facts: EngineFact[] = [
	{ id: 'f1', claim: 'Trees cool', quote: '2.1 °C cooler', keyClaim: true, source: source('a') },
	{ id: 'f2', claim: 'Ponds warm at night.', quote: null, keyClaim: false, source: source('b') },
	{
		id: 'f3',
		claim: 'We write 𝛥T',
		quote: 'We write 𝛥T “so”',
		keyClaim: false,
		source: source('a'),
	},
]
const request = (mode: (typeof outputModes)[number], chosen = facts) => ({
	mode,
	projectTitle: 'Heat',
	facts: chosen,
})
const textOf = async (mode: (typeof outputModes)[number], chosen = facts) =>
	plainText((await embeddedEngine.synthesise(request(mode, chosen))).blocks)

describe('the embedded engine', () => {
	it.each(outputModes)('writes a verified %s that cites every fact', async (mode) => {
		const result = await embeddedEngine.synthesise(request(mode))
		expect(() => verifyCitations(result, facts)).not.toThrow()
		const cited = result.blocks.flatMap(({ sentences }) => sentences.flatMap((s) => s.factIds))
		expect([...new Set(cited)].sort()).toEqual(['f1', 'f2', 'f3'])
	})

	it.each(outputModes)('writes a verified %s of one fact, quoted or not', async (mode) => {
		for (const fact of facts) {
			const result = await embeddedEngine.synthesise(request(mode, [fact]))
			expect(() => verifyCitations(result, [fact])).not.toThrow()
		}
	})

	it.each(outputModes)('gives the same bytes for the same facts as a %s', async (mode) => {
		expect(await textOf(mode)).toBe(await textOf(mode, structuredClone(facts)))
	})

	it('writes something else in each mode, with another title', async () => {
		const results = await Promise.all(
			outputModes.map((mode) => embeddedEngine.synthesise(request(mode))),
		)
		expect(new Set(results.map(({ title }) => title)).size).toBe(outputModes.length)
		expect(new Set(results.map(({ blocks }) => plainText(blocks))).size).toBe(outputModes.length)
	})

	it('splits by source, in the order in which the sources are first used', async () => {
		expect(await textOf('split')).toBe(
			[
				'Source a',
				'- Trees cool: “2.1 °C cooler”. [1]',
				'- We write 𝛥T: “We write 𝛥T “so””. [2]',
				'',
				'Source b',
				'- Ponds warm at night. [3]',
			].join('\n'),
		)
	})

	it('keeps two sources of one title apart', async () => {
		const twins = facts.map((fact) => ({
			...fact,
			source: { ...fact.source, title: 'Twin', url: null },
		}))
		expect((await textOf('split', twins)).match(/Twin/g)).toHaveLength(2)
	})
})
