import { type RefObject, useState } from 'react'
import { limits } from '@/domain/limits'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { lazyPart } from '../ui/lazy-part'
import { Menu } from '../ui/menu'
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

type Action = { label: string; name: string; verdict: Verdict }

const decisions: Action[] = verdicts.map(({ label, status }) => ({
	...{ label, name: status.replace('_', '-'), verdict: { status } },
}))
const others: Action[] = [
	{ label: 'Pin', name: 'pin', verdict: { pinned: true } },
	{ label: 'Unpin', name: 'unpin', verdict: { pinned: false } },
	{ label: 'Key claim', name: 'key-claim', verdict: { keyClaim: true } },
	{ label: 'No key claim', name: 'no-key-claim', verdict: { keyClaim: false } },
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

	const itemOf = ({ label, name, verdict }: Action) => ({
		...{ label, testId: `bulk-item-${name}`, onSelect: () => decide(verdict) },
	})

	return (
		<>
			<fieldset aria-label="Review the selected facts" className="flex min-w-0">
				<span className="hidden @min-[48rem]:flex">
					{decisions.slice(0, 3).map(({ label, name, verdict }) => (
						<Button
							key={label}
							variant="quiet"
							size="sm"
							data-testid={`bulk-${name}`}
							aria-disabled={isTooMany}
							onClick={() => decide(verdict)}
						>
							{label}
						</Button>
					))}
				</span>
				<Menu
					label="More"
					testId="bulk-more"
					disabled={isTooMany}
					items={[
						...decisions.map(itemOf),
						...others.map(itemOf),
						{ label: 'Tag…', testId: 'bulk-item-tag', onSelect: () => setTagging(true) },
						itemOf({
							label: `Remove ${countOf(selection.ids.size, 'fact')}`,
							...{ name: 'remove', verdict: { removed: true } },
						}),
					]}
				/>
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
				<p role="alert" className="order-last w-full text-sm text-danger">
					At most {limits.factsPerView.toLocaleString()} facts are changed at once. Take some out of
					the selection.
				</p>
			)}
		</>
	)
}
