import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether something is being edited in its place. At the end the focus goes back to the button that begins it. */
export function useEditing() {
	const [isEditing, setEditing] = useState(false)
	const button = useRef<HTMLButtonElement>(null)
	const start = () => setEditing(true)
	function stop() {
		// The button may come back with this very change, and only then can it take the focus.
		flushSync(() => setEditing(false))
		button.current?.focus()
	}
	return { isEditing, button, start, stop }
}
