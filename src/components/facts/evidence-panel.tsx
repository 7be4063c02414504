import { errorCode, errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { Button } from '../ui/button'
import { DrawerHeader } from '../ui/drawer'
import { Icon } from '../ui/icon'
import { ErrorNotice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { type CitedFact, EvidenceBody } from './evidence-body'
import type { FactReview } from './use-fact-review'
import type { Fact } from './use-facts'
import { useReviewKeys, useReviewKeysChoice } from './use-review-keys'
import { VerdictButtons } from './verdict-buttons'
import { verdicts } from './verdicts'

type EvidencePanelProps = {
	projectId: string
	factId: string
	citation?: CitedFact
	review: FactReview
	/** Shows another fact of the same source. */
	onFact: (factId: string) => void
	/** Given where an output led here. */
	onBackToOutput?: () => void
}

/** A fact with the text of its source, in which the quote stands out, and the buttons that review the fact. */
export function EvidencePanel(props: EvidencePanelProps) {
	const { projectId, factId, citation, review, onFact, onBackToOutput } = props
	const evidence = trpc.source.evidence.useQuery({ projectId, factId })
	const isGone = !!citation && errorCode(evidence.error) === 'NOT_FOUND'
	const fact = evidence.data?.fact ?? (isGone ? citation : undefined)
	const [keysOn] = useReviewKeysChoice()
	const { previousId, nextId } = evidence.data ?? {}
	const decide = (status: Fact['status']) => void review.decide([factId], { status })
	useReviewKeys(
		keysOn,
		{
			j: () => nextId && onFact(nextId),
			k: () => previousId && onFact(previousId),
			...Object.fromEntries(
				verdicts.map(({ key, status }) => [key, () => evidence.data && decide(status)]),
			),
			u: review.undo,
		},
		'sheet',
	)
	const step = (label: string, to: string | null | undefined) => (
		<Button
			variant="quiet"
			size="sm"
			aria-disabled={!to}
			aria-label={`${label} fact of this source`}
			onClick={() => to && onFact(to)}
		>
			{label}
		</Button>
	)
	return (
		<>
			<DrawerHeader
				title="Evidence"
				description={fact ? fact.source.title : 'Where a fact stands in its source'}
				closeTestId="evidence-close"
				actions={
					<div className="-ml-2.5 flex min-w-0 flex-wrap items-center py-1">
						{onBackToOutput && (
							<Button
								variant="quiet"
								size="sm"
								data-testid="evidence-back-to-output"
								onClick={onBackToOutput}
							>
								<Icon name="back" />
								Text
							</Button>
						)}
						{!isGone && (
							<>
								{step('Previous', previousId)}
								{step('Next', nextId)}
								<p role="status" className="mr-4 ml-2 text-sm text-ink-soft tabular-nums">
									{evidence.data && `${evidence.data.place} of ${evidence.data.total}`}
								</p>
								{fact && evidence.data && (
									// biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that repeats the claim
									<div
										role="group"
										aria-label={`Review of “${fact.claim}”`}
										className="flex flex-wrap"
									>
										<VerdictButtons status={evidence.data.fact.status} onStatus={decide} />
									</div>
								)}
							</>
						)}
					</div>
				}
			/>
			<div className="px-4 pt-6 pb-16 sm:px-8">
				{fact ? (
					<>
						{isGone && (
							<p className="mb-4 rounded-md bg-sunken p-3 text-sm">
								This fact has been deleted since. The text cited it as it stands here.
							</p>
						)}
						<EvidenceBody
							key={fact.id}
							projectId={projectId}
							fact={fact}
							live={evidence.data?.fact}
							review={review}
						/>
					</>
				) : evidence.error ? (
					<ErrorNotice
						title="The evidence could not be loaded"
						message={errorText(evidence.error)}
						onRetry={() => evidence.refetch()}
					/>
				) : (
					<Skeleton label="Loading the evidence" lines={3} />
				)}
			</div>
		</>
	)
}
