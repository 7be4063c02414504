import { useSyncExternalStore } from 'react'

/** Whether the page is as the media query says; not so where there is no page yet. */
export function useMedia(query: string): boolean {
	return useSyncExternalStore(
		(notify) => {
			const media = matchMedia(query)
			media.addEventListener('change', notify)
			return () => media.removeEventListener('change', notify)
		},
		() => matchMedia(query).matches,
		() => false,
	)
}
