import { useCallback, useEffect, useMemo, useState } from 'react'
import { storedSelection, storeSelection } from './stored-selection'

/** A set of chosen ids, kept for this tab of the browser. It knows nothing of what is on screen, so a search or a failed request leaves it alone. */
export function useSelection(projectId: string) {
	const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set(storedSelection(projectId)))
	useEffect(() => storeSelection(projectId, ids), [projectId, ids])
	const toggle = useCallback((id: string, selected: boolean) => {
		setIds((current) => {
			const next = new Set(current)
			if (selected) next.add(id)
			else next.delete(id)
			return next
		})
	}, [])
	const add = useCallback((more: readonly string[]) => {
		setIds((current) => new Set([...current, ...more]))
	}, [])
	const drop = useCallback((gone: readonly string[]) => {
		const left = new Set(gone)
		setIds((current) => new Set([...current].filter((id) => !left.has(id))))
	}, [])
	/** Of the given ids, selects those that are not selected, and no longer those that are. */
	const invert = useCallback((among: readonly string[]) => {
		setIds((current) => {
			const others = new Set(among)
			return new Set([
				...[...current].filter((id) => !others.has(id)),
				...among.filter((id) => !current.has(id)),
			])
		})
	}, [])
	const clear = useCallback(() => setIds(new Set()), [])
	return useMemo(
		() => ({ ids, toggle, add, drop, invert, clear }),
		[ids, toggle, add, drop, invert, clear],
	)
}

export type Selection = ReturnType<typeof useSelection>
