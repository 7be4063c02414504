import type { ComponentProps } from 'react'
import { BulkBar } from '../facts/bulk-bar'
import { SelectionBar } from '../outputs/selection-bar'

type SelectionControlsProps = ComponentProps<typeof BulkBar> &
	Omit<ComponentProps<typeof SelectionBar>, 'count' | 'children'>

/** What can be done with the selected facts: a text from them, and changes of all at once. */
export function SelectionControls(props: SelectionControlsProps) {
	const { projectId, selection, review, factsHeading, ...bar } = props
	if (selection.ids.size === 0) return null
	return (
		<SelectionBar {...bar} count={selection.ids.size}>
			<BulkBar {...{ projectId, selection, review, factsHeading }} />
		</SelectionBar>
	)
}
