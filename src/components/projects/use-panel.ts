import { useCallback, useEffect, useRef, useState } from 'react'
import { leaveDialogs } from '../ui/leave-dialogs'
import { noteWork } from '../ui/note-work'
import { useToast } from '../ui/toast'
import type { Announce } from '../ui/toast-stack'
import type { Panel } from './project-drawer'

/**
 * The panel that is open beside a project. What comes late opens only where it takes nothing from anybody: `watch` is
 * called when it is asked for, and the function that it returns shows the panel, or else a message that leads there.
 */
export function usePanel() {
	const tell = useToast()
	const [panel, setPanel] = useState<Panel | null>(null)
	const shown = useRef<Panel | null>(null)
	const messages = useRef<(() => void)[] | null>([])

	// A message that leads to a panel goes with the project that the panel belongs to.
	useEffect(() => {
		messages.current ??= []
		return () => {
			for (const close of messages.current ?? []) close()
			messages.current = null
		}
	}, [])

	const show = useCallback((next: Next) => {
		shown.current = typeof next === 'function' ? next(shown.current) : next
		setPanel(shown.current)
	}, [])
	/** Closes the panel only if it still shows this source. */
	const closeSource = useCallback(
		(sourceId: string) => {
			const now = shown.current
			if (now?.kind === 'source' && now.sourceId === sourceId) show(null)
		},
		[show],
	)
	const announce = useCallback<Announce>(
		(message, open, options) => {
			// A failure is told also where nothing of the project is left to be led to.
			if (!messages.current) return options?.failed ? tell(message) : () => {}
			const onOpen = () => {
				leaveDialogs()
				open()
			}
			const close = tell(message, { ...options, onOpen })
			messages.current.push(close)
			return close
		},
		[tell],
	)
	const watch = useCallback(() => {
		const from = shown.current
		const isUntouched = noteWork()
		return (message: string, open: () => void) => {
			if (!messages.current) return
			const isFree = shown.current === null || shown.current === from
			if (isFree && isUntouched()) open()
			else announce(message, open)
		}
	}, [announce])

	return { panel, show, closeSource, announce, watch }
}

type Next = Panel | null | ((current: Panel | null) => Panel | null)

/** Opens what has come, or tells of it where something else is open meanwhile. */
export type Arrive = ReturnType<ReturnType<typeof usePanel>['watch']>
