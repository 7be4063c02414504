import type { FactFile } from './fact-file'

/** Facts as a list of claims, each with its quote, word for word, and its source below it. */
export function factsMarkdown({
	project,
	sources,
	facts,
}: Pick<FactFile, 'project' | 'sources' | 'facts'>): string {
	const sourceOf = new Map(sources.map((source) => [source.id, source]))
	const items = facts.map(({ claim, quote, sourceId }) => {
		const source = sourceOf.get(sourceId)
		const name = literal(oneLine(source?.title ?? ''))
		const place = source?.url
			? `[${name}](<${source.url.replace(/[<>\\\s]/g, encodeURIComponent)}>)`
			: name
		const lines = quote ? literal(quote.text).split(/\r\n?|\n/) : []
		return [
			`- ${literal(oneLine(claim))}`,
			'',
			...lines.map((line) => `  > ${line}`.trimEnd()),
			...(quote ? ['  >'] : []),
			`  ${quote ? '> ' : ''}– ${place}`,
			'',
		].join('\n')
	})
	return `# ${literal(oneLine(project.title))}\n\n${items.join('\n')}`
}

/** The words with nothing in them that Markdown or HTML would read as a sign. */
function literal(text: string): string {
	return text
		.replace(/[\\`*_[\]<>|~&$]/g, '\\$&')
		.replace(/^(\s*)([#+=-]|\d+(?=[.)]))/gm, (_, space: string, sign: string) =>
			/\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
		)
		.replace(/^[ \t]+/gm, (space) => '&#32;'.repeat(space.length))
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim()
}
