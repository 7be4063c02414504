import { useIsMutating } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Lets the browser ask before the page is left while the server has not answered a change, which may then be lost. */
export function UnsentWarning() {
	const isUnsent = useIsMutating() > 0
	useEffect(() => {
		if (!isUnsent) return
		const warn = (event: BeforeUnloadEvent) => event.preventDefault()
		window.addEventListener('beforeunload', warn)
		return () => window.removeEventListener('beforeunload', warn)
	}, [isUnsent])
	return null
}
