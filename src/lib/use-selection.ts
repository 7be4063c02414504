import { useCallback, useState } from 'react'

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
	const drop = useCallback((gone: readonly string[]) => {
		setIds((current) => new Set([...current].filter((id) => !gone.includes(id))))
	}, [])
	const clear = useCallback(() => setIds(new Set()), [])
	return { ids, toggle, drop, clear }
}
