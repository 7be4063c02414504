import { useIsMutating } from '@tanstack/react-query'
import { useEffect } from 'react'
import { hasDrafts } from './kept-drafts'

/** Lets the browser ask before the page is left while the server has not answered a change, or while something typed is not saved: both may then be lost. */
export function UnsentWarning() {
	const isUnsent = useIsMutating() > 0
	useEffect(() => {
		const warn = (event: BeforeUnloadEvent) => {
			if (isUnsent || hasDrafts()) event.preventDefault()
		}
		window.addEventListener('beforeunload', warn)
		return () => window.removeEventListener('beforeunload', warn)
	}, [isUnsent])
	return null
}
