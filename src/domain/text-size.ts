import { limits } from './limits'

/** The bytes that texts take in a request: in JSON a line break or a quotation mark takes two. */
export function requestBytes(text: string | string[]): number {
	return new TextEncoder().encode(JSON.stringify(text)).length
}

/** Whether a passage is short enough to be a quote. */
export function fitsQuote(passage: string): boolean {
	return new TextEncoder().encode(passage).length <= limits.quoteBytes
}

/** A size in bytes as text: `412 kB`. */
export function kilobytes(bytes: number): string {
	return `${Math.ceil(bytes / 1_000).toLocaleString()} kB`
}
