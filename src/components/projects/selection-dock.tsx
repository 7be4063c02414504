import type { ComponentProps, ReactNode, RefObject } from 'react'
import { countOf } from '../ui/count-of'
import { lazyPart } from '../ui/lazy-part'
import type { SelectionControls } from './selection-controls'

type SelectionDockProps = ComponentProps<typeof SelectionControls> & {
	ref: RefObject<HTMLElement | null>
	/** What there is to say of a text that is being written, or could not be. */
	notice: ReactNode
	/** Whether the notice is shown in an open drawer instead. */
	isNoticeElsewhere: boolean
}

const Controls = lazyPart(
	() => import('./selection-controls').then((file) => file.SelectionControls),
	{
		isWanted: ({ selection }) => selection.ids.size > 0,
		dismiss: ({ onClear }) => onClear(),
	},
)

/** Stays at the lower edge of the window while facts are selected: what can be done with them, and how the text goes on. */
export function SelectionDock(props: SelectionDockProps) {
	const { ref, notice, isNoticeElsewhere, ...controls } = props
	const count = props.selection.ids.size
	const isShown = count > 0 || notice !== null
	return (
		<>
			<p role="status" className="sr-only">
				{count > 0 && `${countOf(count, 'fact')} selected`}
			</p>
			{!isShown && (
				<p id="selection" tabIndex={-1} className="sr-only">
					No fact is selected.
				</p>
			)}
			<section
				ref={ref}
				id={isShown ? 'selection' : undefined}
				hidden={!isShown}
				tabIndex={-1}
				aria-label="Selection"
				className="@container sticky bottom-3 z-20 mt-6 animate-appear space-y-3 rounded-md border border-line-strong bg-surface px-3 py-2 shadow-lift sm:px-4"
			>
				{!isNoticeElsewhere && notice}
				<Controls {...controls} />
			</section>
		</>
	)
}
