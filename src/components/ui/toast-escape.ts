import type { KeyboardEvent as ReactKeyboardEvent } from 'react'

const left = new WeakSet<Event>()

/**
 * For a message. Radix gives Escape to the newest layer of the page, so a message that came after a dialog or a menu would
 * close in its place. The message leaves an Escape that was pressed inside a dialog or a menu to that layer.
 */
export function leaveEscape(event: KeyboardEvent) {
	const { target } = event
	if (!(target instanceof Element && target.closest('[role="dialog"], [role="menu"]'))) return
	event.preventDefault()
	if (!target.closest('[data-keeps-escape]')) left.add(event)
}

/** For a dialog or a menu. It closes at an Escape that a message left to it. */
export function closeOnLeftEscape(onClose: () => void) {
	return ({ nativeEvent, target, currentTarget }: ReactKeyboardEvent) => {
		if (left.has(nativeEvent) && target instanceof Node && currentTarget.contains(target)) onClose()
	}
}

/** For a dialog or a sheet. An Escape that was pressed in a message is for that message, also where the message came first. */
export function keepForMessage(event: KeyboardEvent) {
	const { target } = event
	if (target instanceof Element && target.closest('[data-messages]')) event.preventDefault()
}

/** For a message that has the focus. It closes at an Escape that a dialog or a sheet kept for it, and leaves the focus to the list. */
export function closeOnKeptEscape(onClose: () => void) {
	return ({ key, nativeEvent, currentTarget }: ReactKeyboardEvent) => {
		if (key !== 'Escape' || !nativeEvent.defaultPrevented) return
		currentTarget.closest('ol')?.focus()
		onClose()
	}
}
