import type { RouterOutputs } from '@/client/trpc'
import { markdownAddress, markdownLine, markdownText } from '@/domain/markdown-text'
import { modeLabels } from '@/domain/output-mode'
import { changesSince } from './citation-note'

type Output = Pick<
	RouterOutputs['output']['get'],
	'title' | 'mode' | 'blocks' | 'citations' | 'citedFacts' | 'sourcesCount' | 'createdAt'
>

/**
 * An output as Markdown: a footnote behind each sentence, and in it the quote, word for word as `markdownText` has it,
 * with its source, and what became of the fact since.
 */
export function outputMarkdown({
	title,
	mode,
	blocks,
	citations,
	citedFacts,
	sourcesCount,
	createdAt,
}: Output): string {
	const changes = changesSince(citations, citedFacts)
	const numbers = new Map(citations.map(({ id, number }) => [id, number]))
	const body = blocks.map((block, index) => {
		const isListed = block.kind === 'item' && blocks[index - 1]?.kind === 'item'
		return `${isListed ? '' : '\n'}${blockMarkdown(block, numbers)}`
	})
	const notes = citations.map(({ number, id, claim, quote, source }) => {
		const words =
			quote === null
				? `${markdownText(claim, noteIndent)} (no quote)`
				: markdownText(`“${quote}”`, noteIndent)
		const name = markdownLine(source.title)
		const place = source.url ? `[${name}](${markdownAddress(source.url)})` : name
		const since = changes.get(id)
		const told = since ? `\\\n${noteIndent}${markdownText(since, noteIndent)}` : ''
		return `[^${number}]: ${words} – ${place}${told}`
	})
	const meta = `Written ${createdAt.slice(0, 10)} | Sources: ${sourcesCount} | Mode: ${modeLabels[mode].name}`
	return `${[`# ${markdownLine(title)}`, '', meta, ...body, '', ...notes].join('\n')}\n`
}

const noteIndent = '    '

function blockMarkdown(
	{ kind, sentences }: Output['blocks'][number],
	numbers: ReadonlyMap<string, number>,
): string {
	const indent = kind === 'item' ? '  ' : ''
	const text = sentences
		.map(({ text, factIds }) => {
			const notes = factIds.flatMap((id) => (numbers.has(id) ? `[^${numbers.get(id)}]` : []))
			const words = kind === 'heading' ? markdownLine(text) : markdownText(text, indent)
			return `${words}${notes.join('')}`
		})
		.join(' ')
	return kind === 'heading' ? `## ${text}` : kind === 'item' ? `- ${text}` : text
}
