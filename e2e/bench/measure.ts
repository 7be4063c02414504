import type { Measure } from './results'
import { measureOf } from './statistics'

/** Notes milliseconds under the name of a measure. */
export type Tell = (name: string, ms: number) => void

export type Contender = {
	name: string
	/**
	 * What is measured. It may tell more than the time of the call, such as what the server says that it took. What it
	 * tells under the contender's own name stands instead of the time of the call.
	 */
	run(tell: Tell): Promise<unknown>
	/** Calls in a block, where ten would take too long. */
	block?: number
}

type Options = {
	/** Blocks of each contender. */
	blocks: number
	/** Blocks of each contender before these, which do not count. */
	warmUp: number
}

const callsPerBlock = 10

/** The contenders in the order of a block: each block starts with another one, and every second one runs backwards. */
export function inOrderOfBlock<Each>(contenders: Each[], block: number): Each[] {
	const step = block % 2 === 0 ? 1 : -1
	const { length } = contenders
	return contenders.map((_, place) => {
		const at = (block + step * place) % length
		return contenders[(at + length) % length] as Each
	})
}

/**
 * Measures the contenders in turns, in blocks of ten calls, so that whatever slows the machine hits all alike. The
 * measures are in milliseconds and in the order of the contenders.
 */
export async function measureInterleaved(
	contenders: Contender[],
	{ blocks, warmUp }: Options,
): Promise<Measure[]> {
	const times = contenders.map(() => new Map<string, number[]>())
	const places = contenders.map((_, place) => place)
	for (let block = 0; block < warmUp + blocks; block++)
		for (const place of inOrderOfBlock(places, block)) {
			const contender = contenders[place] as Contender
			const calls = contender.block ?? callsPerBlock
			for (let call = 0; call < calls; call++)
				for (const [name, ms] of await timesOf(contender)) {
					if (block < warmUp) continue
					const values = times[place]?.get(name)
					if (values) values.push(ms)
					else times[place]?.set(name, [ms])
				}
		}
	return times.flatMap((ofContender) =>
		[...ofContender].map(([name, values]) => measureOf(name, 'ms', values)),
	)
}

async function timesOf({ name, run }: Contender): Promise<Map<string, number>> {
	const told = new Map<string, number>([[name, 0]])
	let hasToldOwn = false
	const startedAt = performance.now()
	await run((of, ms) => {
		told.set(of, ms)
		hasToldOwn ||= of === name
	})
	const callMs = performance.now() - startedAt
	return hasToldOwn ? told : told.set(name, callMs)
}
