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
	/** What to say where nothing is selected. */
	idle: string
	/** The button that takes the passage. */
	label: string
	testId: string
	onChoose: () => void
	onCancel?: () => void
}

/** Tells how much text is selected, and offers to take the passage. */
export function PassageBar(props: PassageBarProps) {
	const { length, isAltered, isTooLong, idle, label, testId, onChoose, onCancel } = props
	const words = isAltered
		? 'This page is translated: show the original to quote from it.'
		: length > 0
			? `${countOf(length, 'character')} selected${isTooLong ? `: a quote has ${kilobytes(limits.quoteBytes)} at most` : ''}`
			: idle
	return (
		<div className="flex flex-wrap items-center justify-between gap-3">
			<p role="status" className="line-clamp-2 min-w-0 flex-[1_1_14rem] text-sm text-ink-soft">
				{words}
			</p>
			{onCancel && (
				<Button size="sm" onClick={onCancel}>
					Cancel
				</Button>
			)}
			<Button
				variant="primary"
				size="sm"
				aria-disabled={length === 0 || isTooLong}
				aria-keyshortcuts="Enter"
				// The press must not take the selection with it.
				onMouseDown={(event) => event.preventDefault()}
				onClick={onChoose}
				data-testid={testId}
			>
				<Icon name="plus" />
				<span>{label}</span>
			</Button>
		</div>
	)
}
