import { expect, test } from 'vitest'
import { inOrderOfBlock, measureInterleaved } from './measure'

/** A contender that notes its calls. */
function noting(name: string, calls: string[]) {
	return { name, run: async () => void calls.push(name) }
}

test('each block starts with another contender and holds all of them', () => {
	const blocks = [0, 1, 2, 3, 4, 5].map((block) => inOrderOfBlock(['a', 'b', 'c'], block))
	expect(blocks.map(([first]) => first)).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
	for (const block of blocks) expect(block.toSorted()).toEqual(['a', 'b', 'c'])
})

test('no contender always runs right after the same other one', () => {
	const before = new Set<string | undefined>()
	for (let block = 0; block < 6; block++) {
		const order = inOrderOfBlock(['a', 'b', 'c'], block)
		before.add(order[order.indexOf('b') - 1])
	}
	expect(before).toEqual(new Set(['a', 'c', undefined]))
})

test('contenders run in turns, in blocks of ten calls', async () => {
	const calls: string[] = []
	await measureInterleaved([noting('a', calls), noting('b', calls)], { blocks: 2, warmUp: 1 })
	const blocks = ['a', 'b', 'b', 'a', 'a', 'b']
	expect(calls).toEqual(blocks.flatMap((name) => Array.from({ length: 10 }, () => name)))
})

test('the warm-up does not count', async () => {
	let calls = 0
	const slowAtFirst = {
		name: 'slow at first',
		run: async (tell: (name: string, ms: number) => void) =>
			tell('slow at first', calls++ < 20 ? 1_000 : 1),
	}
	const [measure] = await measureInterleaved([slowAtFirst], { blocks: 3, warmUp: 2 })
	expect(measure).toMatchObject({ count: 30, median: 1, p95: 1 })
})

test('what a contender tells is a measure beside the time of its call', async () => {
	const seed = {
		...{ name: 'seed', block: 2 },
		run: async (tell: (name: string, ms: number) => void) => tell('seed, seed_ms', 7),
	}
	const measures = await measureInterleaved([seed], { blocks: 2, warmUp: 0 })
	expect(measures).toMatchObject([
		{ name: 'seed', count: 4 },
		{ name: 'seed, seed_ms', count: 4, median: 7 },
	])
})
