/** Text that is HTML already. */
export class Html {
	constructor(readonly text: string) {}
}

export type Part = Html | string | number | null | readonly Part[]

/** Makes HTML of a template literal. What is put in is escaped, for texts and for quoted attributes, unless it is `Html`. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(texts.map((text, at) => text + rendered(parts[at] ?? null)).join(''))
}

function rendered(part: Part): string {
	if (part === null) return ''
	if (part instanceof Html) return part.text
	if (typeof part === 'object') return part.map(rendered).join('')
	return escapeHtml(String(part))
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
}

/** Escapes a text for HTML. Characters that no HTML document may have become the replacement character. */
export function escapeHtml(text: string): string {
	return (
		text
			.toWellFormed()
			// Control characters but tab and line feed, and the code points that are no characters.
			.replace(/[^\P{Cc}\t\n]|\p{Noncharacter_Code_Point}/gu, '\uFFFD')
			.replace(/[&<>"']/g, (character) => entities[character] ?? '')
	)
}
