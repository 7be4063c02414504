import { useState } from 'react'
import { errorText } from '@/client/api-error'
import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { DrawerHeader } from '../ui/drawer'
import { Icon } from '../ui/icon'
import { lazyPart } from '../ui/lazy-part'
import { ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import type { Announce } from '../ui/toast-stack'
import { type CitedFact, EvidenceBody } from './evidence-body'
import { EvidenceHead } from './evidence-head'
import type { QueueStart } from './queue-start'
import { type SinceLine, sinceCited, spokenSince } from './since-cited'
import type { FactReview } from './use-fact-review'
import { useReviewKeys, useReviewKeysChoice } from './use-review-keys'
import { type ReviewQueueState, useReviewQueue } from './use-review-queue'
import { verdicts } from './verdicts'

const ReviewKeysDialog = lazyPart(() => import('./review-keys-dialog').then((file) => file.default))

type EvidencePanelProps = {
	projectId: string
	factId: string
	/** The facts to go through. */
	start: QueueStart
	citation?: CitedFact
	review: FactReview
	announce: Announce
	/** Shows another fact of the queue. */
	onFact: (factId: string) => void
	onClose: () => void
	/** One level up, where a text or a source led here. */
	back?: Back
}

const deleted: SinceLine = { text: 'This fact has been deleted since it was shown here.' }

type Back = { to: 'text' | 'source'; onBack: () => void }

/** A fact with the text of its source, in which the quote stands out, and the buttons that review it and lead on to the next. */
export function EvidencePanel(props: EvidencePanelProps) {
	const { projectId, factId, start, citation, review, announce, onFact, onClose, back } = props
	const queue = useReviewQueue(projectId, {
		...{ start, factId, review, announce, onFact },
		isKept: !!citation,
	})
	const { evidence, fact: live, isGone, place, total } = queue
	const fact = live ?? (isGone ? (citation ?? queue.former) : undefined)
	const since = citation && fact ? sinceCited(citation, live ?? null) : isGone ? [deleted] : []
	const [keysOn, chooseKeys] = useReviewKeysChoice()
	const [areKeysShown, setKeysShown] = useState(false)
	useReviewKeys(
		keysOn,
		{
			j: () => queue.step(1),
			k: () => queue.step(-1),
			...Object.fromEntries(verdicts.map(({ key, status }) => [key, () => queue.decide(status)])),
			u: review.undo,
			'?': () => setKeysShown(true),
		},
		'sheet',
	)
	return (
		<>
			<DrawerHeader
				title="Evidence"
				description={fact ? shownTitle(fact.source.title) : 'Where a fact stands in its source'}
				closeTestId="evidence-close"
				actions={<QueueSteps queue={queue} back={back} />}
				pinned={
					<EvidenceHead
						queue={queue}
						fact={fact}
						since={since}
						leave={
							back
								? { label: `Back to the ${back.to}`, onLeave: back.onBack }
								: { label: 'Back to the list', onLeave: onClose }
						}
					/>
				}
			/>
			<p role="status" className="sr-only">
				{fact && place > 0 && `${place} of ${total}: ${fact.claim} ${spokenSince(since)}`.trim()}
			</p>
			<div className="px-4 pt-5 pb-16 sm:px-8">
				{fact ? (
					<EvidenceBody
						key={fact.id}
						projectId={projectId}
						fact={fact}
						live={live}
						review={review}
					/>
				) : evidence.error && !isGone ? (
					<ErrorNotice
						title="The evidence could not be loaded"
						message={errorText(evidence.error)}
						onRetry={() => evidence.refetch()}
					/>
				) : (
					!isGone && <Skeleton label="Loading the evidence" lines={3} />
				)}
			</div>
			{areKeysShown && (
				<ReviewKeysDialog on={keysOn} onChoose={chooseKeys} onClose={() => setKeysShown(false)} />
			)}
		</>
	)
}

type QueueStepsProps = { queue: ReviewQueueState; back?: Back }

function QueueSteps({ queue, back }: QueueStepsProps) {
	const { previousId, nextId, place, total, left, isCounted } = queue
	const step = (label: string, by: -1 | 1, to: string | null) => (
		<Button
			variant="quiet"
			size="sm"
			aria-disabled={!to}
			aria-label={`${label} fact`}
			onClick={() => queue.step(by)}
			className="max-sm:px-1.5"
		>
			{label}
		</Button>
	)
	return (
		<div className="-ml-2.5 flex min-w-0 flex-wrap items-center py-1">
			{back && (
				<Button
					variant="quiet"
					size="sm"
					data-testid={back.to === 'text' ? 'evidence-back-to-output' : 'evidence-back-to-source'}
					onClick={back.onBack}
					className="max-sm:px-1.5"
				>
					<Icon name="back" />
					<span>{back.to === 'text' ? 'Text' : 'Source'}</span>
				</Button>
			)}
			{step('Previous', -1, previousId)}
			{step('Next', 1, nextId)}
			{place > 0 && (
				<p
					// Room for the longest numbers, so that no step takes the line to another row.
					style={{ minWidth: `${3 * String(total).length + 8}ch` }}
					className="ml-2 flex gap-x-2 text-sm whitespace-nowrap text-ink-soft tabular-nums"
				>
					<span data-testid="evidence-place">{`${place} of ${total}`}</span>
					{isCounted && (
						<span data-testid="evidence-left" className="font-medium text-ink">
							{`${left} left`}
						</span>
					)}
				</p>
			)}
		</div>
	)
}
