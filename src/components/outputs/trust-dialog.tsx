import { FactStatusBadge } from '../facts/fact-status-badge'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Dialog } from '../ui/dialog'
import { DialogActions } from '../ui/dialog-actions'
import type { SynthesisRequest } from './use-synthesis'
import type { Doubt } from './use-trust-gate'

type TrustDialogProps = {
	doubt: Doubt | null
	onWrite: (request: SynthesisRequest) => void
	onCancel: () => void
}

const shownFacts = 5

/** Asks what to do with selected facts that are not approved, before a text is written from them. */
export function TrustDialog({ doubt, onWrite, onCancel }: TrustDialogProps) {
	const { request, unapproved } = doubt ?? { request: null, unapproved: [] }
	const doubtful = new Set(unapproved.map(({ id }) => id))
	const approvedIds = request?.factIds.filter((id) => !doubtful.has(id)) ?? []
	const total = request?.factIds.length ?? 0
	return (
		<Dialog
			open={doubt !== null}
			onClose={onCancel}
			title="Not all facts are approved"
			description={`${unapproved.length} of ${countOf(total, 'selected fact')} ${unapproved.length === 1 ? 'has' : 'have'} not been approved. A text that cites them may say what nobody checked.`}
		>
			<ul className="mb-5 border-t border-line">
				{unapproved.slice(0, shownFacts).map(({ id, claim, status }) => (
					<li key={id} className="flex items-baseline gap-3 border-b border-line py-2 text-sm">
						<span dir="auto" className="min-w-0 flex-1 truncate">
							{claim}
						</span>
						<FactStatusBadge status={status} />
					</li>
				))}
				{unapproved.length > shownFacts && (
					<li className="py-2 text-sm text-ink-soft">
						and {countOf(unapproved.length - shownFacts, 'more', 'more')}
					</li>
				)}
			</ul>
			<DialogActions>
				<Button onClick={onCancel}>Cancel</Button>
				<Button data-testid="trust-include" onClick={() => request && onWrite(request)}>
					{`Include ${unapproved.length === 1 ? 'it' : 'them'}`}
				</Button>
				{approvedIds.length > 0 && (
					<Button
						variant="primary"
						data-testid="trust-drop"
						onClick={() => request && onWrite({ ...request, factIds: approvedIds })}
					>
						{`Leave ${unapproved.length === 1 ? 'it' : 'them'} out`}
					</Button>
				)}
			</DialogActions>
		</Dialog>
	)
}
