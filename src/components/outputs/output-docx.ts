import {
	Document,
	ExternalHyperlink,
	FootnoteReferenceRun,
	HeadingLevel,
	Packer,
	Paragraph,
	TextRun,
} from 'docx'
import type { RouterOutputs } from '@/client/trpc'
import { modeLabels } from '@/domain/output-mode'
import { changesSince } from './citation-note'

type Output = Pick<
	RouterOutputs['output']['get'],
	'title' | 'mode' | 'blocks' | 'citations' | 'citedFacts' | 'sourcesCount' | 'createdAt'
>

/**
 * An output as a Word document with each quote, and what became of its fact since, in a footnote. Word has one reference for each footnote: a quote that
 * is cited again has a footnote that leads to the first.
 */
export function outputDocx(output: Output): Promise<Blob> {
	const citationOf = new Map(output.citations.map((citation) => [citation.id, citation]))
	const changes = changesSince(output.citations, output.citedFacts)
	const footnotes: Record<number, { children: Paragraph[] }> = {}
	const firstNote = new Map<string, number>()
	let last = 0

	function noteOf(factId: string): FootnoteReferenceRun[] {
		const citation = citationOf.get(factId)
		if (!citation) return []
		last += 1
		const first = firstNote.get(factId)
		if (first === undefined) firstNote.set(factId, last)
		footnotes[last] = {
			children:
				first === undefined
					? noteParagraphs(citation, changes.get(factId))
					: [new Paragraph({ children: [new TextRun(`See note ${first}.`)] })],
		}
		return [new FootnoteReferenceRun(last)]
	}

	const body = output.blocks.map(({ kind, sentences }) => {
		const children = sentences.flatMap(({ text, factIds }, index) => [
			...runsOf(index === 0 ? text : ` ${text}`),
			...factIds.flatMap(noteOf),
		])
		if (kind === 'heading') return new Paragraph({ children, heading: HeadingLevel.HEADING_2 })
		return new Paragraph({ children, ...(kind === 'item' && { bullet: { level: 0 } }) })
	})
	const meta = `${output.createdAt.slice(0, 10)} · ${modeLabels[output.mode].name} · Sources: ${output.sourcesCount}`
	return Packer.toBlob(
		new Document({
			title: printable(output.title),
			creator: 'Artifact',
			footnotes,
			sections: [
				{
					children: [
						new Paragraph({ children: runsOf(output.title), heading: HeadingLevel.TITLE }),
						new Paragraph({ children: [new TextRun({ text: meta, italics: true })] }),
						...body,
					],
				},
			],
		}),
	)
}

function noteParagraphs(
	{ claim, quote, source }: Output['citations'][number],
	since: string | undefined,
): Paragraph[] {
	const words = quote === null ? runsOf(`${claim} (no quote)`) : runsOf(`“${quote}”`)
	const title = new TextRun(printable(source.title))
	const place =
		source.url && /^https?:\/\//i.test(source.url)
			? new ExternalHyperlink({ link: source.url, children: [title] })
			: title
	const note = new Paragraph({ children: [...words, new TextRun(' – '), place] })
	return since === undefined ? [note] : [note, new Paragraph({ children: runsOf(since) })]
}

/** A line break of the text is one of Word's. */
function runsOf(text: string): TextRun[] {
	return printable(text)
		.split(/\r\n?|\n/)
		.map((line, index) => new TextRun({ text: line, break: index > 0 ? 1 : 0 }))
}

/** The text without the control characters that XML cannot hold. */
function printable(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
	return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
