import { isTextField } from './is-text-field'

const layers = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** Looks at what is open and where somebody types. The returned function tells whether nothing has been opened or typed since that is still there. */
export function noteWork(): () => boolean {
	const before = look()
	return () => {
		const now = look()
		const isTyping = now.field && (now.field !== before.field || now.text !== before.text)
		return !isTyping && now.open.every((layer) => before.open.includes(layer))
	}
}

function look() {
	const { activeElement } = document
	const field = isTextField(activeElement) ? activeElement : null
	const text = field && 'value' in field ? field.value : field?.textContent
	return { open: [...document.querySelectorAll(layers)], field, text }
}
