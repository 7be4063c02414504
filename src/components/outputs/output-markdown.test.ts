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
