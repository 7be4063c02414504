import { useCallback, useEffect, useRef, useState } from 'react'
import { isModalOpen } from '../ui/is-modal-open'
import { isTextField } from '../ui/is-text-field'

const storageKey = 'artifact.review-keys'

/**
 * Calls the function of a pressed key, but never while somebody types, or with a modifier. The keys of the page rest
 * below a sheet, which may have keys of its own.
 */
export function useReviewKeys(
	enabled: boolean,
	actions: Record<string, () => void>,
	layer: 'page' | 'sheet' = 'page',
) {
	const latest = useRef(actions)
	useEffect(() => {
		latest.current = actions
	})
	useEffect(() => {
		if (!enabled) return
		const onKeyDown = (event: KeyboardEvent) => {
			if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
			if (isTextField(event.target)) return
			const { key } = event
			const action = Object.hasOwn(latest.current, key) ? latest.current[key] : undefined
			// A key held down moves on and on; it does not decide again and again.
			if (event.repeat && key !== 'j' && key !== 'k') return
			if (!action || (layer === 'page' && isModalOpen())) return
			event.preventDefault()
			action()
		}
		document.addEventListener('keydown', onKeyDown)
		return () => document.removeEventListener('keydown', onKeyDown)
	}, [enabled, layer])
}

/** Whether this browser's user wants the keys; on unless they said otherwise. */
export function useReviewKeysChoice() {
	const [on, setOn] = useState(() => {
		try {
			return localStorage.getItem(storageKey) !== 'off'
		} catch {
			return true
		}
	})
	const choose = useCallback((next: boolean) => {
		setOn(next)
		try {
			localStorage.setItem(storageKey, next ? 'on' : 'off')
		} catch {
			// A browser that stores nothing keeps the choice until the page is left.
		}
	}, [])
	return [on, choose] as const
}
