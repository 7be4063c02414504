import type { SyntheticEvent } from 'react'
import { countOf } from './count-of'

/** NUL and halves of surrogate pairs, which no database stores in a text. */
const unstorable = /[\0\p{Cs}]/gu

export function withoutUnstorable(text: string): string {
	return text.replace(unstorable, '')
}

/** What to say where `withoutUnstorable` shortened a text by so many characters; null for none. */
export function takenOut(count: number): string | null {
	if (count === 0) return null
	return `${countOf(count, 'character')} that cannot be stored ${count === 1 ? 'was' : 'were'} taken out.`
}

/** Takes what cannot be stored out of a field, with the caret where it was in the text. Returns how many characters went. */
function takeOutOfField(field: HTMLInputElement | HTMLTextAreaElement): number {
	const { value, selectionStart } = field
	const kept = withoutUnstorable(value)
	if (kept === value) return 0
	// The prototype's own: React takes what is set on the field itself for no change at all.
	const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') ?? {}
	set?.call(field, kept)
	if (selectionStart !== null) {
		const caret = withoutUnstorable(value.slice(0, selectionStart)).length
		field.setSelectionRange(caret, caret)
	}
	return value.length - kept.length
}

/** For `onInputCapture` around fields that belong to no form, such as a search: what cannot be stored goes before anybody reads it. */
export function takeOutOfInput({ target }: SyntheticEvent): number {
	const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
	return isText ? takeOutOfField(target) : 0
}
