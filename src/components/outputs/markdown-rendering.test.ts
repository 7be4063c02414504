import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	addressOf,
	byMarkdownIt,
	byMicromark,
	oneSpace,
	type Rendered,
	treeOf,
} from '@/testing/rendered-markdown'
import { outputMarkdown } from './output-markdown'

type Output = Parameters<typeof outputMarkdown>[0]
type Fact = {
	claim: string
	quote: string | null
	title: string
	url: string | null
	/** What the claim reads now, where that is another. */
	now?: string | null
}
/** An output that says each claim and its quote, in a paragraph and in a list, as the embedded engine writes them. */
function outputOf(facts: Fact[]): Output {
	const sentences = facts.map(({ claim, quote }, index) => ({
		text: quote === null ? claim : `${claim}: “${quote}”`,
		...{ factIds: [`f${index}`], quotes: [] },
	}))
	const claims = facts.map(({ claim }, index) => ({
		...{ text: claim, factIds: [`f${index}`], quotes: [] },
	}))
	return {
		...{ title: facts[0]?.claim ?? '', mode: 'research_brief', sourcesCount: 1 },
		createdAt: '2026-01-02T03:04:05.000Z',
		blocks: [
			{ kind: 'heading', sentences: [{ text: facts[0]?.title ?? '', factIds: [], quotes: [] }] },
			...claims.map((sentence) => ({ kind: 'item' as const, sentences: [sentence] })),
			{ kind: 'paragraph', sentences },
		],
		citations: facts.map(({ claim, quote, title, url }, index) => ({
			...{ number: index + 1, id: `f${index}`, claim, quote },
			source: { id: 's', title, url },
		})),
		citedFacts: facts.flatMap(({ now, title }, index) =>
			now
				? {
						...{ id: `f${index}`, change: 'reworded' as const, claim: now },
						...{ status: 'approved' as const, sourceTitle: title },
					}
				: [],
		),
	}
}

/** What a rendering must read, up to runs of white space. */
function expected({ title, blocks, citations, citedFacts }: Output): Rendered {
	const marked = blocks.map(({ sentences }) =>
		oneSpace(
			sentences
				.map(({ text, factIds }) =>
					[text.trim(), ...factIds.map((id) => `{${Number(id.slice(1)) + 1}}`)].join(''),
				)
				.join(' '),
		),
	)
	const nowOf = new Map(citedFacts.map(({ id, claim }) => [id, claim]))
	const sinceOf = (id: string, claim: string) =>
		nowOf.has(id) && nowOf.get(id) !== claim
			? ` Since this text was written, the claim was reworded: “${nowOf.get(id)}”.`
			: nowOf.has(id)
				? ' Since this text was written, the fact was given another quote.'
				: ''
	const notes = citations.map(({ number, id, claim, quote, source }) => [
		number,
		oneSpace(
			`${quote === null ? `${claim.trim()} (no quote)` : `“${quote}”`} – ${oneSpace(source.title)}${sinceOf(id, claim)}`,
		),
	])
	const links = citations.flatMap(({ number, source: { title, url } }) =>
		url ? [[number, [{ text: oneSpace(title), url: addressOf(url) }]]] : [],
	)
	const meta = 'Written 2026-01-02 | Sources: 1 | Mode: Research brief'
	return {
		blocks: [oneSpace(title), meta, ...marked],
		notes: Object.fromEntries(notes),
		links: Object.fromEntries(links),
	}
}

const renderers = { micromark: byMicromark, 'markdown-it': byMarkdownIt }

function expectReadable(facts: Fact[]) {
	const output = outputOf(facts)
	const markdown = outputMarkdown(output)
	const { links, ...words } = expected(output)
	for (const [name, render] of Object.entries(renderers)) {
		const { links: rendered, ...read } = render(markdown)
		expect(read, `${name} of\n${markdown}`).toEqual(words)
		for (const [note, [link]] of Object.entries(links))
			expect(rendered[note], `${name} of\n${markdown}`).toContainEqual(link)
	}
}

const signs = [
	...[
		'https://example.com/a_b?c=1&copy=2',
		'http://x.org',
		'www.example.com',
		'WWW.x.de',
		'a@b.com',
	],
	...[
		'&amp;',
		'&lt;',
		'&#35;',
		'&copy',
		'=====',
		'===',
		'---',
		'- - -',
		'***',
		'___',
		'```',
		'~~~',
	],
	...['# ', '#', ' #', '- ', '+ ', '* ', '1) ', '2. ', '> ', '| a | b |', '|---|---|', ':-', ':-:'],
	...[
		'[^1]',
		'[^1]:',
		'[^9]: x',
		'^',
		'^[note]',
		'[a](b)',
		'[a]: b',
		'![',
		'!',
		'](',
		'[x] ',
		'[ ] ',
	],
	...[
		'<b>',
		'</b>',
		'<!--',
		'-->',
		'<script>',
		'<https://a.b>',
		'*',
		'**',
		'_',
		'__',
		'~',
		'~~',
		'`',
	],
	...['\\', '\\\\', '\n', '\r\n', '\r', '\n\n', '\n    \n', '  \n', '\t', '    ', ' ', '\u2028'],
	...['\u2029', '\u0085', '\f', '\v', '\u00a0', '\u200b', '\ufeff', '@user', '#12', '$x$', '$$'],
	...[
		'word',
		'Ünï',
		'雪',
		'😀',
		'a',
		'1',
		'.',
		')',
		':',
		'“',
		'”',
		'"',
		"'",
		',',
		';',
		'(',
		'{',
		'}',
		'%',
	],
]
const text = fc
	.array(
		fc.oneof(
			{ arbitrary: fc.constantFrom(...signs), weight: 6 },
			fc.string({ unit: 'grapheme', maxLength: 4 }),
		),
		{ minLength: 1, maxLength: 9 },
	)
	.map((parts) => parts.join(''))
	.filter((made) => oneSpace(made) !== '' && !made.includes('\0'))
const facts = fc.array(
	fc.record({
		claim: text,
		quote: fc.option(text, { freq: 4 }),
		title: text,
		url: fc.option(fc.webUrl({ withQueryParameters: true, withFragments: true }), { freq: 3 }),
		now: fc.option(text, { freq: 1 }),
	}),
	{ minLength: 1, maxLength: 3 },
)

describe('an exported text, read by two renderers', () => {
	it('has the same words, quotes, footnotes and links, whatever claims and quotes hold', () => {
		fc.assert(fc.property(facts, expectReadable), { numRuns: 600, seed: 1 })
	})

	it.each([
		'See https://example.com/a',
		'See www.example.com',
		'AT&amp;T is &lt; 5',
		'Summary\n=====',
		'x\n===\ny',
		'first\n    \nsecond',
		'first\n\n\nsecond',
		'a\n---\nb',
		'```\ncode',
		'| a | b |\n|---|---|',
		'a\n:-\nb',
		'1) one\n2) two',
		'a[^1] and [^1]: b',
		'x^',
		'Wow!',
		'ends with \\',
		'two spaces  \nand a tab\tin it',
		'one\rtwo\u2028three',
		' spaces around ',
		'C#',
		'_under_ and snake_case_',
		'<b>bold</b><!-- -->',
	])('is what it says: %j', (said) => {
		for (const quote of [said, null])
			for (const now of [said, `now ${said}`, null])
				expectReadable([
					{ claim: said, quote, title: said, url: 'https://example.com/?a=1&lt;=2', now },
				])
	})

	it('keeps the lines of a quote', () => {
		const output = outputOf([{ claim: 'C', quote: 'one\n\n  two', title: 'T', url: null }])
		const tree = treeOf(outputMarkdown(output))
		const note = tree.children.find(({ type }) => type === 'footnoteDefinition')
		expect(JSON.stringify(note).match(/"type":"break"/g)).toHaveLength(2)
	})
})
