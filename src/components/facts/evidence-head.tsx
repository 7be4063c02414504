import { useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import type { CitedFact } from './evidence-body'
import { FactStatusBadge } from './fact-status-badge'
import type { ReviewQueueState } from './use-review-queue'
import { VerdictButtons } from './verdict-buttons'

type EvidenceHeadProps = {
	queue: ReviewQueueState
	/** Absent while it is loaded. */
	fact?: { id: string; claim: string } | CitedFact
	/** Leads away from the evidence, with the words that say where to. */
	leave: { label: string; onLeave: () => void }
}

/** What stays in sight while the source scrolls: the claim, what is said of it, and the buttons that say it. */
export function EvidenceHead({ queue, fact, leave }: EvidenceHeadProps) {
	const { isGone, decide, goesOn, setGoesOn } = queue
	const status = queue.evidence.data?.fact.status
	return (
		<div className="px-4 pb-3 sm:px-8">
			<div className="flex items-start gap-x-4">
				<ClaimText key={fact?.id} claim={fact?.claim ?? ''} />
				<span className="mt-1 shrink-0 text-sm">
					{status && <FactStatusBadge status={status} />}
				</span>
			</div>
			{!isGone && (
				<div className="-ml-2.5 mt-1.5 flex flex-wrap items-center justify-between gap-x-4">
					{/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that repeats the claim */}
					<div
						role="group"
						aria-label={fact ? `Review of “${fact.claim}”` : 'Review'}
						className="flex flex-wrap"
					>
						<VerdictButtons compact status={status} onStatus={decide} isSingle={goesOn} />
					</div>
					<label className="flex min-h-8 cursor-pointer items-center gap-2 pl-2.5 text-sm text-ink-soft">
						<input
							type="checkbox"
							checked={goesOn}
							onChange={(event) => setGoesOn(event.target.checked)}
							className="size-4 accent-accent"
						/>
						<span>Go on after a decision</span>
					</label>
				</div>
			)}
			<div role="status">
				{queue.isCounted && endOf(queue) && (
					<p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm">
						<span>{endOf(queue)}</span>
						<Button variant="link" size="sm" onClick={leave.onLeave} className="-ml-2.5">
							{leave.label}
						</Button>
					</p>
				)}
			</div>
		</div>
	)
}

/** What to say where a queue has nothing more to decide on; null in the midst of it. */
function endOf({ total, left, isEnded }: ReviewQueueState): string | null {
	if (left === 0 && total > 0) return total === 1 ? 'It is decided.' : `All ${total} are decided.`
	if (!isEnded) return null
	return `That was the last one. ${countOf(left, 'fact')} still to review.`
}

/** A claim, as high as there is room for; a longer one scrolls. */
function ClaimText({ claim }: { claim: string }) {
	const text = useRef<HTMLParagraphElement>(null)
	const [isCut, setCut] = useState(false)
	useLayoutEffect(() => {
		const element = text.current
		if (!element) return
		const observer = new ResizeObserver(() =>
			setCut(element.scrollHeight > element.clientHeight + 1),
		)
		observer.observe(element)
		return () => observer.disconnect()
	}, [])
	return (
		<p
			ref={text}
			data-testid="evidence-fact-text"
			dir="auto"
			{...(isCut && { role: 'region', 'aria-label': 'Claim', tabIndex: 0 })}
			className={`max-h-[20vh] min-h-7 min-w-0 flex-1 overflow-y-auto text-lg leading-snug [overflow-wrap:anywhere] ${isCut ? 'border-b border-line' : ''}`}
		>
			{claim}
		</p>
	)
}
