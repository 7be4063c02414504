import { limits } from '@/domain/limits'

type Answer<Fact> = { facts: Fact[]; isWhole: boolean }
type Asked<Fact> = { resolve: (fact: Fact | null) => void; reject: (error: unknown) => void }

/** How long facts are collected. A row that flies past in a fast scroll is gone again by then. */
const collectMs = 25

/**
 * Loads facts one by one for its callers and many at once for the server. A fact that is not there is null, and one
 * whose signal is aborted before it is asked for is not asked for.
 */
export function factLoader<Fact extends { id: string }>(
	read: (factIds: string[]) => Promise<Answer<Fact>>,
) {
	let waiting = new Map<string, Asked<Fact>>()

	function send() {
		const all = [...waiting]
		waiting = new Map()
		for (let start = 0; start < all.length; start += limits.factsPerRead)
			void answer(new Map(all.slice(start, start + limits.factsPerRead)))
	}

	/** Asks again for what the bytes of an answer had no room for. */
	async function answer(asked: Map<string, Asked<Fact>>) {
		try {
			for (let isWhole = false; asked.size > 0 && !isWhole; ) {
				const found = await read([...asked.keys()])
				isWhole = found.isWhole || found.facts.length === 0
				for (const fact of found.facts) {
					asked.get(fact.id)?.resolve(fact)
					asked.delete(fact.id)
				}
			}
			for (const { resolve } of asked.values()) resolve(null)
		} catch (error) {
			for (const { reject } of asked.values()) reject(error)
		}
	}

	return (factId: string, signal?: AbortSignal) =>
		new Promise<Fact | null>((resolve, reject) => {
			const asked = { resolve, reject }
			if (waiting.size === 0) setTimeout(send, collectMs)
			waiting.set(factId, asked)
			signal?.addEventListener('abort', () => {
				if (waiting.get(factId) === asked) waiting.delete(factId)
				reject(signal.reason)
			})
		})
}
