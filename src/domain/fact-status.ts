export const factStatuses = ['pending', 'approved', 'needs_review', 'flagged', 'rejected'] as const
export type FactStatus = (typeof factStatuses)[number]

export const statusLabels: Record<FactStatus, string> = {
	pending: 'Pending',
	approved: 'Approved',
	needs_review: 'Needs review',
	flagged: 'Flagged',
	rejected: 'Rejected',
}
