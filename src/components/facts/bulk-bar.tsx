import { type RefObject, useState } from 'react'
import { limits } from '@/domain/limits'
import { Button } from '../ui/button'
import { lazyPart } from '../ui/lazy-part'
import type { FactReview, Verdict } from './use-fact-review'
import type { Selection } from './use-selection'
import { verdicts } from './verdicts'

const TagDialog = lazyPart(() => import('./tag-dialog').then((file) => file.TagDialog))

type BulkBarProps = {
	projectId: string
	selection: Selection
	review: FactReview
	/** Gets the focus when the button that had it goes with the removed facts. */
	factsHeading: RefObject<HTMLElement | null>
}

const others: { label: string; testId: string; verdict: Verdict }[] = [
	{ label: 'Pin', testId: 'bulk-pin', verdict: { pinned: true } },
	{ label: 'Unpin', testId: 'bulk-unpin', verdict: { pinned: false } },
	{ label: 'Key claim', testId: 'bulk-key-claim', verdict: { keyClaim: true } },
	{ label: 'Remove', testId: 'bulk-remove', verdict: { removed: true } },
]
const actions = [
	...verdicts.map(({ label, status }) => {
		const verdict: Verdict = { status }
		return { label, testId: `bulk-${status.replace('_', '-')}`, verdict }
	}),
	...others,
]

/** The changes that a reviewer can make to all selected facts at once. */
export function BulkBar({ projectId, selection, review, factsHeading }: BulkBarProps) {
	const [isTagging, setTagging] = useState(false)
	const isTooMany = selection.ids.size > limits.factsPerView

	async function decide(verdict: Verdict) {
		if (isTooMany) return
		const ids = [...selection.ids]
		const deciding = review.decide(ids, verdict)
		if (!('removed' in verdict)) return
		selection.drop(ids)
		factsHeading.current?.focus({ preventScroll: true })
		if (!(await deciding)) selection.add(ids)
	}

	return (
		<>
			<fieldset
				aria-label="Review the selected facts"
				className="-mx-2.5 flex min-w-0 gap-x-0.5 overflow-x-auto px-1 py-1"
			>
				{actions.map(({ label, testId, verdict }) => (
					<Button
						key={label}
						variant="quiet"
						size="sm"
						data-testid={testId}
						aria-disabled={isTooMany}
						onClick={() => decide(verdict)}
					>
						{label}
					</Button>
				))}
				<Button
					variant="quiet"
					size="sm"
					data-testid="bulk-tag"
					aria-disabled={isTooMany}
					onClick={() => !isTooMany && setTagging(true)}
				>
					Tag…
				</Button>
			</fieldset>
			{isTagging && (
				<TagDialog
					projectId={projectId}
					count={selection.ids.size}
					onDecide={(verdict) => review.decide([...selection.ids], verdict)}
					onClose={() => setTagging(false)}
				/>
			)}
			{isTooMany && (
				<p role="alert" className="text-sm text-danger">
					At most {limits.factsPerView.toLocaleString()} facts are changed at once. Take some out of
					the selection.
				</p>
			)}
		</>
	)
}
