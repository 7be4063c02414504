/**
 * A text as Markdown that reads as just these words: no part of it becomes a sign, a link or a block, whatever it holds.
 * Line breaks stay, as hard breaks. Of other white space at the edges of a line or in a row, Markdown keeps one space at
 * most; the byte order mark, which nobody sees, is left out. A site may still make links of its own, of @names or e-mail addresses, but with the same words in them.
 * `indent` precedes each line but the first.
 */
export function markdownText(text: string, indent = ''): string {
	return linesOf(text)
		.map((line) => plainLine(line))
		.join(`\\\n${indent}`)
}

/** The same on one line, for a heading or the text of a link. */
export function markdownLine(text: string): string {
	return plainLine(linesOf(text).join(' '))
}

/** A link's address between its brackets, so that it leads to just that address. */
export function markdownAddress(url: string): string {
	return `<${url.replace(/[<>\s]/g, encodeURIComponent).replace(/[\\&]/g, '\\$&')}>`
}

/** Everything that breaks a line anywhere does so here: a renderer may take U+2028 or a form feed for one, too. */
function linesOf(text: string): string[] {
	return text
		.replaceAll('\ufeff', '')
		.trim()
		.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
}

function plainLine(line: string): string {
	return (
		line
			.trim()
			.replace(/[\\`*_[\]<>|~^$]/g, '\\$&')
			// An entity would become its sign, and a `!` before a footnote would make an image of it.
			.replace(/&(?=[#\w])|!$/g, '\\$&')
			// A renderer makes a link of an address, and takes the footnote behind it for a part of that.
			.replace(/:(?=\/\/)/g, '\\:')
			.replace(/(www)\./gi, '$1\\.')
			// What begins a line could begin a heading, a list, a rule or a table; what ends one, end a heading.
			.replace(/^[#+\-=:]|#$/g, '\\$&')
			.replace(/^(\d{1,9})(?=[.)])/, '$1\\')
	)
}
