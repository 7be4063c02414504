/** Facts to go through one after the other. */
export type ReviewQueue = {
	/** As they stood in order when the queue began. */
	ids: readonly string[]
	/** Facts that were deleted since; they are passed over. */
	gone: ReadonlySet<string>
}

/** The fact before or after `from`; null at an end of the queue. */
export function neighbourOf(queue: ReviewQueue, from: string, step: -1 | 1): string | null {
	const { ids, gone } = queue
	let index = ids.indexOf(from)
	if (index < 0) return null
	do index += step
	while (gone.has(ids[index] ?? ''))
	return ids[index] ?? null
}

/**
 * The next fact after `from` that is still to review and was not passed before, going on from the beginning once the
 * end is reached; null where there is none.
 */
export function nextUndecided(
	queue: ReviewQueue,
	from: string,
	facts: { undecided: ReadonlySet<string>; passed: ReadonlySet<string> },
): string | null {
	const { ids, gone } = queue
	const isWanted = (id: string) =>
		id !== from && facts.undecided.has(id) && !facts.passed.has(id) && !gone.has(id)
	const start = ids.indexOf(from) + 1
	return ids.slice(start).find(isWanted) ?? ids.slice(0, start).find(isWanted) ?? null
}

/** Where a fact stands among those that are there, how many these are, and how many of them are still to review. */
export function placeIn(queue: ReviewQueue, factId: string, undecided: ReadonlySet<string>) {
	const there = queue.ids.filter((id) => !queue.gone.has(id))
	return {
		place: there.indexOf(factId) + 1,
		total: there.length,
		left: there.filter((id) => undecided.has(id)).length,
	}
}
