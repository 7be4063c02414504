import { expect, it } from 'vitest'
import { outputMarkdown } from './output-markdown'

const source = { id: 's', title: 'A [diary]', url: 'https://example.com/a_(b)' }
const output = {
	title: 'Lake: summary',
	mode: 'paragraph' as const,
	sourcesCount: 1,
	createdAt: '2026-01-02T03:04:05.000Z',
	blocks: [
		{ kind: 'heading' as const, sentences: [{ text: 'Findings', factIds: [], quotes: [] }] },
		{
			kind: 'item' as const,
			sentences: [
				{ text: 'It *froze*: “two\nlines”', factIds: ['f', 'g'], quotes: ['two\nlines'] },
			],
		},
	],
	citations: [
		{ number: 1, id: 'f', claim: 'It froze', quote: 'two\nlines', source },
		{ number: 2, id: 'g', claim: '# Thaw', quote: null, source: { ...source, url: null } },
	],
	citedFacts: [],
}

it('an output becomes Markdown with a footnote for each citation', () => {
	expect(outputMarkdown(output)).toBe(`# Lake: summary

Written 2026-01-02 | Sources: 1 | Mode: Paragraph

## Findings

- It \\*froze\\*: “two\\
  lines”[^1][^2]

[^1]: “two\\
    lines” – [A \\[diary\\]](<https://example.com/a_(b)>)
[^2]: \\# Thaw (no quote) – A \\[diary\\]
`)
})

it('a paragraph behind a list is no part of its last item', () => {
	const [, item] = output.blocks
	const paragraph = {
		kind: 'paragraph' as const,
		sentences: [{ text: 'The end.', factIds: [], quotes: [] }],
	}
	const blocks = item ? [item, item, paragraph] : []
	expect(outputMarkdown({ ...output, blocks })).toMatch(/\]\n- It .*\n {2}.*\]\n\nThe end\.\n/)
})

it('a footnote says what became of its fact since', () => {
	const now = { claim: null, status: null, sourceTitle: null }
	const citedFacts = [
		{ ...now, id: 'f', change: 'reworded' as const, claim: '*Ice*\nmelted', sourceTitle: 'A' },
		{ ...now, id: 'g', change: 'deleted' as const },
	]
	const [, notes] = outputMarkdown({ ...output, citedFacts }).split('\n\n[^1]: ')
	expect(notes).toBe(`“two\\
    lines” – [A \\[diary\\]](<https://example.com/a_(b)>)\\
    Since this text was written, the claim was reworded: “\\*Ice\\*\\
    melted”.
[^2]: \\# Thaw (no quote) – A \\[diary\\]\\
    Since this text was written, the fact was deleted.
`)
})
