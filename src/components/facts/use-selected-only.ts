import { useState } from 'react'

/**
 * Whether the list shows the selected facts only, and which those were as it began: a fact that is taken out of the
 * selection stays in sight until the view changes. `view` names the view. It is no part of the page's address, as the
 * selection is known to this tab alone.
 */
export function useSelectedOnly(selectedIds: ReadonlySet<string>, view: string) {
	const [state, setState] = useState({ ids: null as ReadonlySet<string> | null, view })
	const begin = () => (selectedIds.size > 0 ? selectedIds : null)
	if (state.view !== view) setState({ ids: state.ids && begin(), view })
	return {
		ids: state.ids,
		toggle: () => setState({ ids: state.ids ? null : begin(), view }),
		end: () => setState({ ids: null, view }),
	}
}
