/**
 * A text without the byte order marks at its beginning. They say how a file was encoded and nothing of the text, and the
 * embedded database gives a text back without its first one, so that every offset into the text would be one off.
 */
export function withoutByteOrderMark(text: string): string {
	return text.replace(/^\ufeff+/, '')
}
