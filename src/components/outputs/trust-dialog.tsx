import { useEffect, useRef, useState } from 'react'
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
	/** Resolves to whether the server took it. */
	onApprove: (factIds: string[]) => Promise<boolean>
	onCancel: () => void
}

/** Asks what to do with selected facts that are not approved, before a text is written from them. */
export function TrustDialog({ doubt, onWrite, onApprove, onCancel }: TrustDialogProps) {
	const { request, unapproved } = doubt ?? { request: null, unapproved: [] }
	const doubtful = new Set(unapproved.map(({ id }) => id))
	const approvedIds = request?.factIds.filter((id) => !doubtful.has(id)) ?? []
	const total = request?.factIds.length ?? 0
	const them = unapproved.length === 1 ? 'it' : 'them'
	const approval = useApproval(doubt, { onWrite, onApprove })
	const isBusy = approval.state === 'sent'
	return (
		<Dialog
			open={doubt !== null}
			onClose={onCancel}
			title="Not all facts are approved"
			description={`${unapproved.length} of ${countOf(total, 'fact')} ${unapproved.length === 1 ? 'is' : 'are'} not approved. A text that cites ${them} may say what nobody stands by.`}
		>
			<ul
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
				tabIndex={0}
				aria-label="Facts that are not approved"
				data-testid="trust-facts"
				className="mb-5 max-h-[40dvh] overflow-y-auto border-y border-line"
			>
				{unapproved.map(({ id, claim, status }) => (
					<li
						key={id}
						className="flex items-baseline gap-3 border-b border-line py-2 text-sm last:border-b-0"
					>
						<span dir="auto" className="min-w-0 flex-1 [overflow-wrap:anywhere]">
							{claim}
						</span>
						<FactStatusBadge status={status} />
					</li>
				))}
			</ul>
			{approval.state === 'failed' && (
				<p role="alert" className="mb-4 text-sm text-danger">
					{`Nothing was approved and nothing was written. Try again, or go on without approving ${them}.`}
				</p>
			)}
			<DialogActions>
				<Button onClick={onCancel}>Cancel</Button>
				<Button
					data-testid="trust-approve"
					aria-disabled={isBusy}
					onClick={() => !isBusy && approval.approve()}
				>
					{isBusy ? 'Approving…' : `Approve ${them}`}
				</Button>
				<Button
					data-testid="trust-include"
					aria-disabled={isBusy}
					onClick={() => !isBusy && request && onWrite(request)}
				>
					{`Include ${them}`}
				</Button>
				{approvedIds.length > 0 && (
					<Button
						variant="primary"
						data-testid="trust-drop"
						aria-disabled={isBusy}
						onClick={() => !isBusy && request && onWrite({ ...request, factIds: approvedIds })}
					>
						{`Leave ${them} out`}
					</Button>
				)}
			</DialogActions>
		</Dialog>
	)
}

/** Approves the facts in doubt, and then lets the text be written, unless the question was dropped meanwhile. */
function useApproval(
	doubt: Doubt | null,
	{ onWrite, onApprove }: Pick<TrustDialogProps, 'onWrite' | 'onApprove'>,
) {
	const [state, setState] = useState<'idle' | 'sent' | 'failed'>('idle')
	const asked = useRef(doubt)
	useEffect(() => {
		asked.current = doubt
		setState('idle')
	}, [doubt])

	async function approve() {
		if (!doubt) return
		setState('sent')
		const isTaken = await onApprove(doubt.unapproved.map(({ id }) => id))
		if (asked.current !== doubt) return
		if (isTaken) onWrite(doubt.request)
		else setState('failed')
	}
	return { state, approve }
}
