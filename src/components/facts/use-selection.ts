import { useCallback, useMemo, useState } from 'react'

/** A set of chosen ids. It knows nothing of what is on screen, so a search or a failed request leaves it alone. */
export function useSelection() {
	const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
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
	const clear = useCallback(() => setIds(new Set()), [])
	return useMemo(() => ({ ids, toggle, add, drop, clear }), [ids, toggle, add, drop, clear])
}

export type Selection = ReturnType<typeof useSelection>
