/** The bytes that a text takes in a request: in JSON a line break or a quotation mark takes two. */
export function requestBytes(text: string): number {
	return new TextEncoder().encode(JSON.stringify(text)).length
}

/** `412 kB` of the size that `requestBytes` gives. */
export function kilobytes(bytes: number): string {
	return `${Math.ceil(bytes / 1_000).toLocaleString()} kB`
}
