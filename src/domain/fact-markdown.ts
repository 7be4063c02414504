import type { FactFile, FileFact, FileSource } from './fact-file'
import { markdownAddress, markdownLine, markdownText } from './markdown-text'

const indent = '  '
const quoted = `${indent}> `

/** Facts as a list of claims, each with its quote, word for word as `markdownText` has it, its source, its note and its tags below it. */
export function factsMarkdown({
	project,
	sources,
	facts,
}: Pick<FactFile, 'project' | 'sources' | 'facts'>): string {
	const sourceOf = new Map(sources.map((source) => [source.id, source]))
	const items = facts.map((fact) => itemOf(fact, sourceOf.get(fact.sourceId)))
	return `# ${markdownLine(project.title)}\n\n${items.join('\n')}`
}

function itemOf({ claim, quote, note, tags }: FileFact, source: FileSource | undefined): string {
	const name = markdownLine(source?.title ?? '')
	const place = source?.url ? `[${name}](${markdownAddress(source.url)})` : name
	return [
		`- ${markdownLine(claim)}`,
		...(quote ? ['', `${quoted}${markdownText(quote.text, quoted)}`, quoted.trimEnd()] : ['']),
		`${quote ? quoted : indent}– ${place}`,
		...(note === null ? [] : ['', `${indent}Note: ${markdownText(note, indent)}`]),
		...(tags.length === 0 ? [] : ['', `${indent}Tags: ${markdownLine(tags.join(', '))}`]),
		'',
	].join('\n')
}
