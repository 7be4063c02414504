import { type FactStatus, statusLabels } from '@/domain/fact-status'
import { Icon } from '../ui/icon'

const colours: Record<FactStatus, string> = {
	pending: 'text-pending',
	approved: 'text-approved',
	needs_review: 'text-review',
	flagged: 'text-flagged',
	rejected: 'text-rejected',
}

/** Stands in the place of the status of a fact that is gone. */
export function DeletedBadge() {
	return (
		<span
			data-testid="fact-status-badge"
			data-status="deleted"
			className="inline-flex items-center gap-1 font-medium text-ink-soft"
		>
			<Icon name="trash" />
			<span>Deleted</span>
		</span>
	)
}

/** A status in words, with a shape of its own, so that colour is never the only sign. */
export function FactStatusBadge({ status }: { status: FactStatus }) {
	return (
		<span
			data-testid="fact-status-badge"
			data-status={status}
			className={`inline-flex items-center gap-1 font-medium ${colours[status]}`}
		>
			<Icon name={status} />
			<span>{statusLabels[status]}</span>
		</span>
	)
}
