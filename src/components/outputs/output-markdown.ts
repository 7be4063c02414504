import type { RouterOutputs } from '@/client/trpc'
import { cutText } from '@/domain/cut-text'

type Output = Pick<
	RouterOutputs['output']['shared'],
	'title' | 'mode' | 'blocks' | 'citations' | 'sourcesCount' | 'createdAt'
>

/** An output as Markdown: a footnote behind each sentence, and in it the quote with its source. */
export function outputMarkdown({
	title,
	mode,
	blocks,
	citations,
	sourcesCount,
	createdAt,
}: Output): string {
	const numbers = new Map(citations.map(({ id, number }) => [id, number]))
	const body = blocks.map(({ kind, sentences }) => {
		const text = sentences
			.map(({ text, factIds }) => {
				const notes = factIds.flatMap((id) => (numbers.has(id) ? `[^${numbers.get(id)}]` : []))
				return `${plain(text)}${notes.join('')}`
			})
			.join(' ')
		if (kind === 'heading') return `\n## ${oneLine(text)}\n`
		if (kind === 'item') return `- ${text.replace(/\n/g, '\n  ')}`
		return `${text}\n`
	})
	const notes = citations.map(({ number, claim, quote, source }) => {
		const words = quote === null ? `${plain(claim)} (no quote)` : `“${plain(quote)}”`
		const place = source.url
			? `[${plain(oneLine(source.title))}](<${source.url.replace(/[<>]/g, encodeURIComponent)}>)`
			: plain(oneLine(source.title))
		return `[^${number}]: ${words.replace(/\n/g, '\n    ')} – ${place}`
	})
	const meta = `Written ${createdAt.slice(0, 10)} | Sources: ${sourcesCount} | Mode: ${mode}`
	return `${[`# ${plain(oneLine(title))}`, '', meta, '', body.join('\n').trim(), '', ...notes].join('\n')}\n`
}

/** A name for the file, made of the title's letters and digits. */
export function markdownFileName(title: string): string {
	const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['text']
	return `${cutText(words.join('-'), 80)}.md`
}

/** The words with nothing in them that Markdown would read as a sign. */
function plain(text: string): string {
	return text
		.replace(/[\\`*_[\]<>|~]/g, '\\$&')
		.replace(/^(\s*)([#+-]|\d+(?=[.)]))/gm, (_, space, sign) =>
			/\d/.test(sign) ? `${space}${sign}\u200b` : `${space}\\${sign}`,
		)
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ')
}
