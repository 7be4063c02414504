/** Whether somebody types there: keys and pastes belong to the field. */
export function isTextField(target: EventTarget | null): boolean {
	return (
		target instanceof Element &&
		target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null
	)
}
