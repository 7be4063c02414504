import fc from 'fast-check'
import MarkdownIt, { type Token } from 'markdown-it'
import footnotes from 'markdown-it-footnote'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toString as textOf } from 'mdast-util-to-string'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { outputMarkdown } from './output-markdown'

type Output = Parameters<typeof outputMarkdown>[0]
type Fact = { claim: string; quote: string | null; title: string; url: string | null }
type Link = { text: string; url: string }
type Rendered = {
	/** The text of each heading, paragraph and item, with `{n}` for a footnote's number. */
	blocks: string[]
	notes: Record<string, string>
	/** The links of each footnote, also those that a renderer makes of words by itself. */
	links: Record<string, Link[]>
}

const oneSpace = (text: string) =>
	text
		.replaceAll('\ufeff', '')
		.replace(/[\s\u0085]+/g, ' ')
		.trim()

/** An address as a browser writes it, as renderers encode it in ways of their own. */
const addressOf = (url: string) => (URL.canParse(url) ? new URL(url).href : url)

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
	}
}

/** What a rendering must read, up to runs of white space. */
function expected({ title, blocks, citations }: Output): Rendered {
	const marked = blocks.map(({ sentences }) =>
		oneSpace(
			sentences
				.map(({ text, factIds }) =>
					[text.trim(), ...factIds.map((id) => `{${Number(id.slice(1)) + 1}}`)].join(''),
				)
				.join(' '),
		),
	)
	const notes = citations.map(({ number, claim, quote, source }) => [
		number,
		oneSpace(
			`${quote === null ? `${claim.trim()} (no quote)` : `“${quote}”`} – ${oneSpace(source.title)}`,
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

function linksIn(node: Nodes, plain: (node: Nodes) => string): Link[] {
	if (node.type === 'link') return [{ text: oneSpace(plain(node)), url: addressOf(node.url) }]
	return 'children' in node ? node.children.flatMap((child) => linksIn(child, plain)) : []
}

/** As GitHub and most editors read it. */
function byMicromark(markdown: string): Rendered {
	const tree: Root = fromMarkdown(markdown, {
		extensions: [gfm()],
		mdastExtensions: [gfmFromMarkdown()],
	})
	const rendered: Rendered = { blocks: [], notes: {}, links: {} }
	const plain = (node: Nodes): string => {
		if (node.type === 'footnoteReference') return `{${node.identifier}}`
		if (node.type === 'break') return '\n'
		const children: readonly Nodes[] | null = 'children' in node ? node.children : null
		return children ? children.map(plain).join('') : textOf(node)
	}
	for (const node of tree.children) {
		if (node.type === 'footnoteDefinition') {
			expect(rendered.notes).not.toHaveProperty(node.identifier)
			rendered.notes[node.identifier] = oneSpace(node.children.map(plain).join('¶'))
			rendered.links[node.identifier] = linksIn(node, plain)
		} else if (node.type === 'list')
			for (const item of node.children) {
				expect(item.children.map(({ type }) => type)).toEqual(['paragraph'])
				rendered.blocks.push(oneSpace(plain(item)))
			}
		else {
			expect(['heading', 'paragraph']).toContain(node.type)
			rendered.blocks.push(oneSpace(plain(node)))
		}
	}
	return rendered
}

const markdownIt = new MarkdownIt({ linkify: true, html: true }).use(footnotes)

/** As the many tools around markdown-it read it. */
function byMarkdownIt(markdown: string): Rendered {
	const tokens = markdownIt.parse(markdown, {})
	const rendered: Rendered = { blocks: [], notes: {}, links: {} }
	let note: string | null = null
	for (const token of tokens) {
		if (token.type === 'footnote_open') note = String(token.meta?.label)
		else if (token.type === 'footnote_close') note = null
		else if (/^(fence|code_block|html_block|hr|table_open|blockquote_open)$/.test(token.type))
			rendered.blocks.push(`a ${token.type}`)
		if (token.type !== 'inline') continue
		const parts = token.children ?? []
		const text = oneSpace(parts.map(wordsOf).join(''))
		if (note === null) rendered.blocks.push(text)
		else {
			rendered.notes[note] = [rendered.notes[note] ?? [], text].flat().join('¶')
			rendered.links[note] = parts.flatMap((part, start) => {
				if (part.type !== 'link_open') return []
				const end = parts.findIndex(({ type }, index) => index > start && type === 'link_close')
				const url = addressOf(String(part.attrGet('href')))
				return [{ text: oneSpace(parts.slice(start, end).map(wordsOf).join('')), url }]
			})
		}
	}
	return rendered
}

function wordsOf({ type, content, meta }: Token): string {
	if (type === 'footnote_ref') return `{${meta?.label}}`
	return type.endsWith('break') ? '\n' : content
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
			expectReadable([{ claim: said, quote, title: said, url: 'https://example.com/?a=1&lt;=2' }])
	})

	it('keeps the lines of a quote', () => {
		const output = outputOf([{ claim: 'C', quote: 'one\n\n  two', title: 'T', url: null }])
		const tree = fromMarkdown(outputMarkdown(output), {
			extensions: [gfm()],
			mdastExtensions: [gfmFromMarkdown()],
		})
		const note = tree.children.find(({ type }) => type === 'footnoteDefinition')
		expect(JSON.stringify(note).match(/"type":"break"/g)).toHaveLength(2)
	})
})
