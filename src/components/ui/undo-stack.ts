/** Something that can be taken back, with the message that says what was done. */
export type Undoable = {
	/** Where its message stands, such as a page or a panel. */
	place: string
	message: string
	/** Rejects where nothing was taken back: it can then be tried again. */
	takeBack: () => Promise<unknown>
	/** What to say when `takeBack` rejects. */
	problemOf?: (error: unknown) => string
	/** Shows a message that offers `undo`. Without it, the message is for the notice of the place. */
	tell?: (message: string, undo: () => void) => void
}
export type Offer = Pick<Undoable, 'place' | 'message'> & { id: number; problem?: string }
type Entry = Offer & Undoable & { isUnderway?: boolean }

/** All that can be taken back, the newest last. What is being taken back stays until that is done, so that it can fail. */
export function undoStack() {
	let entries: readonly Entry[] = []
	let lastId = 0
	const listeners = new Set<() => void>()

	function become(next: readonly Entry[]) {
		entries = next
		for (const listener of listeners) listener()
	}
	const update = (id: number, change: Partial<Entry>) =>
		become(entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)))

	/** Does nothing where it is taken back already, or just being taken back. */
	async function undo(id: number): Promise<void> {
		const entry = entries.find((each) => each.id === id)
		if (!entry || entry.isUnderway) return
		update(id, { isUnderway: true, problem: undefined })
		try {
			await entry.takeBack()
			become(entries.filter((each) => each.id !== id))
		} catch (error) {
			const problem = entry.problemOf?.(error)
			update(id, { isUnderway: false, problem })
			if (problem) entry.tell?.(problem, () => void undo(id))
		}
	}

	return {
		offer(undoable: Undoable) {
			const id = ++lastId
			become([...entries, { ...undoable, id }])
			undoable.tell?.(undoable.message, () => void undo(id))
		},
		undo,
		/** Takes back the newest of a place that is not being taken back already. */
		async undoLast(place: string) {
			const entry = entries.findLast((each) => each.place === place && !each.isUnderway)
			if (entry) await undo(entry.id)
		},
		/** The newest of a place. */
		last: (place: string): Offer | null =>
			entries.findLast((entry) => entry.place === place) ?? null,
		/** Gives up all that could be taken back in a place. */
		forget: (place: string) => become(entries.filter((entry) => entry.place !== place)),
		subscribe(listener: () => void) {
			listeners.add(listener)
			return () => {
				listeners.delete(listener)
			}
		},
	}
}

export type UndoStack = ReturnType<typeof undoStack>
