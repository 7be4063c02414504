export const factStatuses = ['pending', 'approved', 'needs_review', 'flagged', 'rejected'] as const
export type FactStatus = (typeof factStatuses)[number]

/** Of a fact that somebody still has to decide on. */
export const undecidedStatuses = ['pending', 'needs_review'] as const

export function isUndecided(status: FactStatus): boolean {
	return undecidedStatuses.some((each) => each === status)
}

export const statusLabels: Record<FactStatus, string> = {
	pending: 'Pending',
	approved: 'Approved',
	needs_review: 'Needs review',
	flagged: 'Flagged',
	rejected: 'Rejected',
}
