import { type KeyboardEvent, useState } from 'react'
import { LoadFailureNotice } from './load-failure-notice'
import { useLoaded } from './use-loaded'
import { leaveSubmit } from './use-submit-shortcut'

const opening = ['Enter', ' ', 'ArrowDown', 'ArrowUp']

/**
 * Loads the code of a list behind a button when a pointer or the focus comes near. `opened` is that code once the list was
 * asked for and the code is there; until then a button with `triggerProps` stands in its place, with `notice` beside it,
 * which tells where the code does not come. `load` must be the same function at every call.
 */
export function useOpenedMenu<Module extends object>(load: () => Promise<Module>) {
	const [isWanted, setWanted] = useState(false)
	const { loaded, failure, retry } = useLoaded(load, isWanted)
	const open = () => setWanted(true)
	const preload = () => void load().catch(() => {})
	return {
		opened: isWanted ? loaded : null,
		triggerProps: {
			'aria-haspopup': 'menu' as const,
			'aria-expanded': false,
			onPointerEnter: preload,
			onFocus: preload,
			onClick: open,
			onKeyDown: (event: KeyboardEvent) => {
				leaveSubmit(event)
				if (event.defaultPrevented || !opening.includes(event.key)) return
				event.preventDefault()
				open()
			},
		},
		notice: failure && (
			<LoadFailureNotice failure={failure} onRetry={retry} onDismiss={() => setWanted(false)} />
		),
	}
}
