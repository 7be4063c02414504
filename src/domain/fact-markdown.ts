import type { FactFile, FileFact, FileSource } from './fact-file'
import { markdownAddress, markdownLine, markdownText } from './markdown-text'

const indent = '  '
const quoted = `${indent}> `

/** The items of a list of claims, each with its quote, word for word as `markdownText` has it, its source, its note and its tags below it. */
export function* markdownPieces({
	project,
	sources,
	facts,
}: Pick<FactFile, 'project' | 'sources' | 'facts'>): Generator<string> {
	const sourceOf = new Map(sources.map((source) => [source.id, source]))
	yield `# ${markdownLine(project.title)}\n`
	for (const fact of facts) yield `\n${itemOf(fact, sourceOf.get(fact.sourceId))}`
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
