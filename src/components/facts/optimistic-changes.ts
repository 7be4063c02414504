import { changing, type FactChange, type Shown } from './changed-facts'

/** The place that holds what is shown, by a key for each order, fact or evidence. */
export type ShownStore = {
	all: () => Iterable<[key: string, shown: Shown]>
	set: (key: string, shown: Shown) => void
}

/**
 * Shows changes to facts before the server has them. Of what `show` returns, one is called: `keep` once the server has
 * them, or `takeBack`, which leaves those changes shown that still wait for their answer.
 */
export function optimisticChanges(store: ShownStore) {
	const waiting = new Set<FactChange[]>()
	/** What was shown before the first of the waiting changes to it, with the changes that the server has by now. */
	const before = new Map<string, Shown>()

	function apply(changes: FactChange[]) {
		const change = changing(changes)
		for (const [key, shown] of store.all()) {
			const changed = change(shown)
			if (changed === shown) continue
			if (!before.has(key)) before.set(key, shown)
			store.set(key, changed)
		}
	}
	function settle(changes: FactChange[]) {
		waiting.delete(changes)
		if (waiting.size === 0) before.clear()
	}

	return {
		show(changes: FactChange[]) {
			apply(changes)
			waiting.add(changes)
			return {
				keep() {
					// What was read meanwhile may have brought the old values; a newer change shows its own.
					if (waiting.size === 1) apply(changes)
					const change = changing(changes)
					for (const [key, shown] of before) before.set(key, change(shown))
					settle(changes)
				},
				takeBack() {
					const change = changing([...waiting].filter((each) => each !== changes).flat())
					for (const [key, shown] of before) store.set(key, change(shown))
					settle(changes)
				},
			}
		},
	}
}
