import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react'
import { type UndoStack, undoStack } from './undo-stack'

const UndoContext = createContext<UndoStack | null>(null)

/** Holds what can be taken back. Around all pages it outlasts each of them, so that the way back is still there after a look elsewhere. */
export function UndoProvider({ children }: { children: ReactNode }) {
	const [stack] = useState(undoStack)
	return <UndoContext value={stack}>{children}</UndoContext>
}

export function useUndo(): UndoStack {
	const stack = useContext(UndoContext)
	if (!stack) throw new Error('There is no UndoProvider around this component.')
	return stack
}

/** What was done last in a place and can be taken back. */
export function useLastOffer(place: string) {
	const stack = useUndo()
	return useSyncExternalStore(
		stack.subscribe,
		() => stack.last(place),
		() => null,
	)
}
