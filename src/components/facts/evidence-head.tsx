import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Icon } from '../ui/icon'
import type { CitedFact } from './evidence-body'
import { DeletedBadge, FactStatusBadge } from './fact-status-badge'
import type { SinceLine } from './since-cited'
import type { ReviewQueueState } from './use-review-queue'
import { VerdictButtons } from './verdict-buttons'

type EvidenceHeadProps = {
	queue: ReviewQueueState
	/** Absent while it is loaded. */
	fact?: { id: string; claim: string } | CitedFact
	/** What became of the fact since the text was written that led here. */
	since: SinceLine[]
	/** Leads away from the evidence, with the words that say where to. */
	leave: { label: string; onLeave: () => void }
}

/** What stays in sight while the source scrolls: the claim, and the buttons that say what is thought of it. Whatever grows stands below the buttons, so that they stay where they are from fact to fact. */
export function EvidenceHead({ queue, fact, since, leave }: EvidenceHeadProps) {
	const { isGone, decide, goesOn, setGoesOn } = queue
	const status = queue.fact?.status
	return (
		<div className="px-4 pb-3 sm:px-8">
			<div className="flex items-start gap-x-4">
				<CutText
					key={fact?.id}
					label="Claim"
					testId="evidence-fact-text"
					className="h-[calc(3lh+1px)] flex-1 text-lg leading-snug sm:h-[calc(2lh+1px)]"
				>
					{fact?.claim ?? ''}
				</CutText>
				<span className="mt-1 shrink-0 text-sm">
					{isGone ? <DeletedBadge /> : status && <FactStatusBadge status={status} />}
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
			{since.length > 0 && (
				<CutText
					key={`since ${fact?.id}`}
					label="Since the text was written"
					testId="evidence-since"
					className="mt-1 max-h-[12vh] text-sm text-danger"
				>
					{since.map(({ text, former }) => (
						<span key={text} className="flex gap-1.5">
							<span className="mt-0.5">
								<Icon name="warning" />
							</span>
							<span className="min-w-0">
								<span>{text}</span>
								{former !== undefined && (
									<>
										<span> “</span>
										<bdi>{former}</bdi>
										<span>”.</span>
									</>
								)}
							</span>
						</span>
					))}
				</CutText>
			)}
			<div role="status">
				{queue.isEarly && (
					<p data-testid="evidence-early" className="mt-1 text-sm">
						{isGone
							? 'The fact is deleted: nothing is decided.'
							: 'A key came before the fact was here: nothing is decided.'}
					</p>
				)}
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

type CutTextProps = { label: string; testId: string; className: string; children: ReactNode }

/** A text in the room that there is for it; a longer one scrolls. */
function CutText({ label, testId, className, children }: CutTextProps) {
	const text = useRef<HTMLDivElement>(null)
	const words = useRef<HTMLDivElement>(null)
	const [isCut, setCut] = useState(false)
	useLayoutEffect(() => {
		const element = text.current
		if (!element || !words.current) return
		const observer = new ResizeObserver(() =>
			setCut(element.scrollHeight > element.clientHeight + 1),
		)
		observer.observe(element)
		observer.observe(words.current)
		return () => observer.disconnect()
	}, [])
	return (
		<div
			ref={text}
			data-testid={testId}
			dir="auto"
			{...(isCut && { role: 'region', 'aria-label': label, tabIndex: 0 })}
			className={`min-w-0 overflow-y-auto [overflow-wrap:anywhere] ${className} border-b ${isCut ? 'border-line' : 'border-transparent'}`}
		>
			<div ref={words}>{children}</div>
		</div>
	)
}
