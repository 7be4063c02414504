import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Passage, textChunks } from './text-chunks'

const plain = { quoted: [], current: null }
const paragraph = `${'A line of some length. '.repeat(40)}\n`

/** A text of lines of every length, and passages somewhere in it. */
const textWithPassages = fc
	.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 8 })
	.map((lengths) => lengths.map((length) => 'x'.repeat(length)).join('\n'))
	.chain((text) => {
		const passage = fc
			.tuple(fc.nat(text.length), fc.nat(text.length))
			.map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) }))
			.filter(({ start, end }) => start < end)
		const isEmpty = text === ''
		return fc.record({
			text: fc.constant(text),
			quoted: fc.array(passage, { maxLength: isEmpty ? 0 : 5 }),
			current: isEmpty ? fc.constant(null) : fc.option(passage),
		})
	})

const holds = ({ start, end }: Passage, index: number) => start <= index && index < end

test('the pieces are the text, whole and in order', () => {
	fc.assert(
		fc.property(textWithPassages, ({ text, quoted, current }) => {
			const chunks = textChunks(text, { quoted, current })
			const pieces = chunks.flatMap(({ pieces }) => pieces)
			expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
			expect(chunks.map(({ start }) => start)).toEqual(chunks.map(({ pieces }) => pieces[0]?.start))
		}),
	)
})

test('each character is of the kind that its passages give it, and the current one comes first', () => {
	fc.assert(
		fc.property(textWithPassages, ({ text, quoted, current }) => {
			for (const { start, end, kind } of textChunks(text, { quoted, current }).flatMap(
				({ pieces }) => pieces,
			))
				for (const index of [start, end - 1]) {
					const isQuoted = quoted.some((passage) => holds(passage, index))
					const isCurrent = current !== null && holds(current, index)
					expect(kind).toBe(isCurrent ? 'current' : isQuoted ? 'quoted' : 'plain')
				}
		}),
	)
})

test('the current passage is one piece, however long it is', () => {
	fc.assert(
		fc.property(textWithPassages, ({ text, quoted, current }) => {
			const pieces = textChunks(text, { quoted, current }).flatMap(({ pieces }) => pieces)
			const { start, end } = current ?? { start: 0, end: 0 }
			expect(pieces.filter(({ kind }) => kind === 'current')).toEqual(
				current ? [{ start, end, kind: 'current' }] : [],
			)
		}),
	)
})

test('a long text is cut at line ends, and a short one is not', () => {
	const long = paragraph.repeat(20)
	const chunks = textChunks(long, plain)
	expect(chunks.length).toBeGreaterThan(3)
	for (const { start } of chunks.slice(1)) expect(long[start - 1]).toBe('\n')
	expect(textChunks(paragraph, plain)).toHaveLength(1)
	expect(textChunks('', plain)).toEqual([])
})

test('quotes that touch or overlap are one piece', () => {
	const quoted = [
		{ start: 6, end: 9 },
		{ start: 0, end: 4 },
		{ start: 4, end: 7 },
	]
	expect(textChunks('0123456789', { quoted, current: null })[0]?.pieces).toEqual([
		{ start: 0, end: 9, kind: 'quoted' },
		{ start: 9, end: 10, kind: 'plain' },
	])
})
