import { limits } from '@/domain/limits'
import { kilobytes } from '@/domain/text-size'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Icon } from '../ui/icon'

type PassageBarProps = {
	/** Characters of the selection, 0 where there is none. */
	length: number
	/** Whether the page shows the text in other words, so that nothing of it can be quoted. */
	isAltered: boolean
	/** Whether the selection is too long for a quote. */
	isTooLong: boolean
	/** The claim of the fact that was just added. */
	added: string | null
	onChoose: () => void
}

/** Tells how much text is selected, and offers to make a fact of the passage. */
export function PassageBar({ length, isAltered, isTooLong, added, onChoose }: PassageBarProps) {
	const words = isAltered
		? 'This page is translated: show the original to quote from it.'
		: length > 0
			? `${countOf(length, 'character')} selected${isTooLong ? `: a quote has ${kilobytes(limits.quoteBytes)} at most` : ''}`
			: added
				? `Added: “${added}”`
				: 'Nothing selected. Drag over a passage, or hold Shift and use the arrow keys.'
	return (
		<div className="flex flex-wrap items-center justify-between gap-3">
			<p role="status" className="line-clamp-2 min-w-0 flex-[1_1_14rem] text-sm text-ink-soft">
				{words}
			</p>
			<Button
				variant="primary"
				size="sm"
				aria-disabled={length === 0 || isTooLong}
				aria-keyshortcuts="Enter"
				// The press must not take the selection with it.
				onMouseDown={(event) => event.preventDefault()}
				onClick={onChoose}
				data-testid="source-make-fact"
			>
				<Icon name="plus" />
				Make it a fact
			</Button>
		</div>
	)
}
