import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { makeMutant } from './mutant'

/**
 * Works on the items in as many lanes as there are cores, and at least two. Each lane has a copy of the checkout to
 * mutate, which is deleted at the end. Rejects with the first error, once every lane has stopped.
 */
export async function inLanes<Item>(
	items: Item[],
	work: (copy: string, item: Item) => Promise<void>,
): Promise<void> {
	const waiting = items.values()
	let hasFailed = false
	const lane = async () => {
		const copy = makeMutant([])
		try {
			for (const item of waiting) {
				if (hasFailed) return
				await work(copy, item)
			}
		} catch (error) {
			hasFailed = true
			throw error
		} finally {
			rmSync(copy, { recursive: true, force: true })
		}
	}
	const lanes = Array.from({ length: Math.max(2, availableParallelism()) }, lane)
	for (const result of await Promise.allSettled(lanes))
		if (result.status === 'rejected') throw result.reason
}
