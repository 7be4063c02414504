/** A quote as one pastes it: in quotation marks, with where it stands. */
export function quoteWithSource(
	quote: string,
	{ title, url }: { title: string; url: string | null },
) {
	return `“${quote}” (${[title, url].filter(Boolean).join(', ')})`
}
