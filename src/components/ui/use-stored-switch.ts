import { useCallback, useState } from 'react'

/** A choice that this browser keeps under a key; on unless its user said otherwise. */
export function useStoredSwitch(storageKey: string) {
	const [on, setOn] = useState(() => {
		try {
			return localStorage.getItem(storageKey) !== 'off'
		} catch {
			return true
		}
	})
	const choose = useCallback(
		(next: boolean) => {
			setOn(next)
			try {
				localStorage.setItem(storageKey, next ? 'on' : 'off')
			} catch {
				// A browser that stores nothing keeps the choice until the page is left.
			}
		},
		[storageKey],
	)
	return [on, choose] as const
}
