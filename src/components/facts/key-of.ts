type Pressed = Pick<
	KeyboardEvent,
	'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'
> & {
	getModifierState: (key: 'AltGraph') => boolean
}

/**
 * The key of the review that was pressed: its character, or on a keyboard of another script the Latin letter that the
 * key has at its place. Null with a modifier that makes it a command; AltGr only reaches a character, such as `/`.
 */
export function keyOf(event: Pressed): string | null {
	const { key, code, shiftKey } = event
	const isSign = /^[/?]$/.test(key)
	const isCommand = event.ctrlKey || event.metaKey || event.altKey
	if (isCommand && !(isSign && event.getModifierState('AltGraph'))) return null
	if (isLatin(key)) return key
	if (code === 'Slash') return shiftKey ? '?' : '/'
	const [, letter] = /^Key([A-Z])$/.exec(code) ?? []
	return letter && !shiftKey ? letter.toLowerCase() : key
}

/** Also the name of a key, such as `Enter`. */
function isLatin(key: string): boolean {
	return /^[\x20-\x7e]|\p{Script=Latin}/u.test(key)
}
