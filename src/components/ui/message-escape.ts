import type { KeyboardEvent as ReactKeyboardEvent } from 'react'

const leftToDialog = new WeakSet<Event>()

/** For a message: Escape goes to the newest layer of the page, and a message that came after a dialog would take it from there. It leaves an Escape inside a dialog to the dialog. */
export function leaveEscapeToDialog(event: KeyboardEvent) {
	const { target } = event
	if (!(target instanceof Element && target.closest('[role="dialog"]'))) return
	event.preventDefault()
	if (!target.closest('[data-keeps-escape]')) leftToDialog.add(event)
}

/** For a dialog: closes it at an Escape that a message left to it. */
export function closeOnLeftEscape(onClose: () => void) {
	return ({ nativeEvent, target, currentTarget }: ReactKeyboardEvent) => {
		if (leftToDialog.has(nativeEvent) && target instanceof Node && currentTarget.contains(target))
			onClose()
	}
}
