import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

/**
 * The fact that the keys act on: the one that has the focus, or had it last. `turn` grows each time that the fact is to
 * take the focus. `ids` are those of the view, as far as they are known, and `count` how many there will be. `view` names
 * the view; it is null while they are still those of another view.
 */
export function useCurrentFact(ids: string[], count: number, view: string | null) {
	const [place, setPlace] = useState<{ id: string | null; turn: number }>({ id: null, turn: 0 })
	const [awaited, setAwaited] = useState<number | null>(null)
	const lastIndex = useRef(0)
	const lastView = useRef(view)
	const found = useMemo(() => ids.indexOf(place.id ?? ''), [ids, place.id])
	if (found >= 0) lastIndex.current = found
	else if (view !== null && view !== lastView.current) lastIndex.current = 0
	if (view !== null) lastView.current = view

	const note = useCallback((id: string) => {
		setAwaited(null)
		setPlace((current) => (current.id === id ? current : { ...current, id }))
	}, [])

	/** Goes on by `step`; from a fact that is gone to the one that took its place. */
	function move(step: -1 | 0 | 1) {
		const from = found >= 0 ? found : lastIndex.current - (step > 0 ? 1 : 0)
		moveTo(from + step)
	}

	/** Goes to the fact at the index, or to the one that is nearest to it, as soon as it is known which that is. */
	function moveTo(index: number) {
		const nearest = Math.max(0, Math.min(count - 1, index))
		const id = ids[nearest]
		setAwaited(id ? null : nearest)
		if (id) setPlace(({ turn }) => ({ id, turn: turn + 1 }))
	}

	const awaitedId = awaited === null ? undefined : ids[awaited]
	useEffect(() => {
		if (!awaitedId) return
		setAwaited(null)
		setPlace(({ turn }) => ({ id: awaitedId, turn: turn + 1 }))
	}, [awaitedId])

	/** While it is not known which fact was asked for, `id` is still that of the one before. */
	const isAwaited = awaited !== null
	return { ...place, index: found, isAwaited, note, move, moveTo }
}

export type CurrentFact = ReturnType<typeof useCurrentFact>
