import { useCallback, useRef, useState } from 'react'
import type { Fact } from './use-facts'

/**
 * The fact that the keys act on: the one that has the focus, or had it last. `turn` grows each time that the fact is to
 * take the focus. `view` names the view of these facts; it is null while the facts are still those of another view.
 */
export function useCurrentFact(facts: Fact[], view: string | null) {
	const [place, setPlace] = useState<{ id: string | null; turn: number }>({ id: null, turn: 0 })
	const lastIndex = useRef(0)
	const lastView = useRef(view)
	const found = facts.findIndex(({ id }) => id === place.id)
	if (found >= 0) lastIndex.current = found
	else if (view !== null && view !== lastView.current) lastIndex.current = 0
	if (view !== null) lastView.current = view

	const note = useCallback((id: string) => {
		setPlace((current) => (current.id === id ? current : { ...current, id }))
	}, [])

	/** Goes on by `step`; from a fact that is gone to the one that took its place. */
	function move(step: -1 | 0 | 1) {
		const from = found >= 0 ? found : lastIndex.current - (step > 0 ? 1 : 0)
		const next = facts[Math.max(0, Math.min(facts.length - 1, from + step))]
		if (next) setPlace(({ turn }) => ({ id: next.id, turn: turn + 1 }))
	}

	return { ...place, index: found, note, move }
}

export type CurrentFact = ReturnType<typeof useCurrentFact>
