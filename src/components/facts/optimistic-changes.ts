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
	/** The changes that wait, without what a newer one of them changes again. */
	function newest(): FactChange[] {
		const changed = new Set<string>()
		const left = [...waiting].flat().reverse()
		return left
			.map(({ factIds, set }) => {
				const named = factIds.map((id): [string, string] => [id, `${fieldOf(set)} ${id}`])
				const open = named.filter(([, name]) => !changed.has(name))
				for (const [, name] of open) changed.add(name)
				return { factIds: open.map(([id]) => id), set }
			})
			.reverse()
	}
	function settle(changes: FactChange[]) {
		waiting.delete(changes)
		if (waiting.size === 0) before.clear()
	}

	return {
		/** Shows what waits on an answer that has just been read under the key, which may be older. */
		showOn(key: string, read: Shown) {
			if (waiting.size === 0) return
			const changed = changing(newest())(read)
			if (changed === read) return
			before.set(key, read)
			store.set(key, changed)
		},
		show(changes: FactChange[]) {
			apply(changes)
			waiting.add(changes)
			return {
				keep() {
					// What was read meanwhile may have brought the old values.
					apply(newest())
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

/** Names what of a fact is set. */
function fieldOf(set: FactChange['set']): string {
	if ('addTag' in set) return `tag ${set.addTag}`
	if ('removeTag' in set) return `tag ${set.removeTag}`
	return Object.keys(set).join()
}
