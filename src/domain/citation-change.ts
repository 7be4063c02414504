import type { FactStatus } from './fact-status'

/** What can become of a fact after a text cited it. */
export type CitationChange =
	| 'reworded'
	| 'needs_review'
	| 'pending'
	| 'flagged'
	| 'rejected'
	| 'deleted'
	| 'source_deleted'

/** How many of the facts that a text cites became what. */
export type ChangeCounts = Partial<Record<CitationChange, number>>

/** Read behind a number of facts, and in the order in which they are told. */
const changeWords: Record<CitationChange, string> = {
	reworded: 'reworded',
	needs_review: 'marked as needing review',
	pending: 'set back to pending',
	flagged: 'flagged',
	rejected: 'rejected',
	deleted: 'deleted',
	source_deleted: 'deleted with the source',
}
const order = Object.keys(changeWords) as CitationChange[]

/** Whether the fact is gone, so that a new text cannot cite it. */
export const isGone = (change: CitationChange | null): boolean =>
	change === 'deleted' || change === 'source_deleted'

/**
 * What the status of a fact became since a text cited it with `cited`; null where a reader need not know. `cited` is
 * undefined in a text that was written before statuses were kept: of that only rejected and flagged facts are told.
 */
export function statusChange(now: FactStatus, cited: FactStatus | undefined) {
	if (now === 'rejected' || now === 'flagged') return now === cited ? null : now
	if (now === 'needs_review') return cited === 'approved' || cited === 'pending' ? now : null
	return now === 'pending' && cited === 'approved' ? now : null
}

/** `reworded since`. */
export const changedSince = (change: CitationChange): string =>
	change === 'source_deleted' ? 'deleted since with its source' : `${changeWords[change]} since`

/** `Since this text was written, the fact was rejected.` */
export const wasChangedSince = (change: CitationChange): string =>
	`Since this text was written, the fact was ${changeWords[change]}.`

/** How many facts changed in all. */
export const changedCount = (counts: ChangeCounts): number =>
	order.reduce((sum, change) => sum + (counts[change] ?? 0), 0)

/** `3 cited facts changed: 1 reworded, 1 rejected, 1 deleted`; null where none did. */
export function changesText(counts: ChangeCounts): string | null {
	const total = changedCount(counts)
	if (total === 0) return null
	const parts = order.flatMap((change) => {
		const count = counts[change] ?? 0
		return count > 0 ? `${count} ${changeWords[change]}` : []
	})
	return `${total} cited ${total === 1 ? 'fact' : 'facts'} changed: ${parts.join(', ')}`
}

/** The counts of changes that are known one by one. */
export function countsOf(changes: readonly (CitationChange | null)[]): ChangeCounts {
	const counts: ChangeCounts = {}
	for (const change of changes) if (change) counts[change] = (counts[change] ?? 0) + 1
	return counts
}
