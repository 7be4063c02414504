/** What a reviewer can say of a fact, with the key that says it. */
export const verdicts = [
	{ status: 'approved', label: 'Approve', testId: 'fact-approve', key: 'a' },
	{ status: 'needs_review', label: 'Needs review', testId: 'fact-needs-review', key: 'n' },
	{ status: 'flagged', label: 'Flag', testId: 'fact-flag', key: 'f' },
	{ status: 'rejected', label: 'Reject', testId: 'fact-reject', key: 'r' },
	{ status: 'pending', label: 'Back to pending', testId: 'fact-pending', key: 'b' },
] as const
