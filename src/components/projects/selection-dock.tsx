import type { ReactNode, RefObject } from 'react'
import type { OutputMode } from '@/domain/output-mode'
import { BulkBar } from '../facts/bulk-bar'
import type { FactReview } from '../facts/use-fact-review'
import type { Selection } from '../facts/use-selection'
import { SelectionBar } from '../outputs/selection-bar'
import { countOf } from '../ui/count-of'

type SelectionDockProps = {
	ref: RefObject<HTMLElement | null>
	projectId: string
	selection: Selection
	review: FactReview
	/** What there is to say of a text that is being written, or could not be. */
	notice: ReactNode
	/** Whether the notice is shown in an open drawer instead. */
	isNoticeElsewhere: boolean
	mode: OutputMode
	isBusy: boolean
	factsHeading: RefObject<HTMLElement | null>
	onMode: (mode: OutputMode) => void
	onClear: () => void
	onGenerate: () => void
}

/** Stays at the lower edge of the window while facts are selected: what can be done with them, and how the text goes on. */
export function SelectionDock(props: SelectionDockProps) {
	const { ref, projectId, selection, review, notice, isNoticeElsewhere, factsHeading } = props
	const count = selection.ids.size
	return (
		<>
			<p role="status" className="sr-only">
				{count > 0 && `${countOf(count, 'fact')} selected`}
			</p>
			{count === 0 && notice === null ? (
				<p id="selection" tabIndex={-1} className="sr-only">
					No fact is selected.
				</p>
			) : (
				<section
					ref={ref}
					id="selection"
					tabIndex={-1}
					aria-label="Selection"
					className="@container sticky bottom-3 z-20 mt-6 animate-appear space-y-3 rounded-md border border-line-strong bg-surface px-3 py-2 shadow-lift sm:px-4"
				>
					{!isNoticeElsewhere && notice}
					{count > 0 && (
						<SelectionBar
							count={count}
							mode={props.mode}
							isBusy={props.isBusy}
							onMode={props.onMode}
							onClear={props.onClear}
							onGenerate={props.onGenerate}
						>
							<BulkBar {...{ projectId, selection, review, factsHeading }} />
						</SelectionBar>
					)}
				</section>
			)}
		</>
	)
}
