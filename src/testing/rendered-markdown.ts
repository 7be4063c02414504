import MarkdownIt, { type Token } from 'markdown-it'
import footnotes from 'markdown-it-footnote'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toString as textOf } from 'mdast-util-to-string'
import { gfm } from 'micromark-extension-gfm'
import { expect } from 'vitest'

export type Link = { text: string; url: string }
export type Rendered = {
	/** The text of each heading, paragraph and item, with `{n}` for a footnote's number. */
	blocks: string[]
	notes: Record<string, string>
	/** The links of each footnote, also those that a renderer makes of words by itself. */
	links: Record<string, Link[]>
}

/** Text up to runs of white space, and without byte order marks. */
export const oneSpace = (text: string) =>
	text
		.replaceAll('\ufeff', '')
		.replace(/[\s\u0085]+/g, ' ')
		.trim()

/** An address as a browser writes it, as renderers encode it in ways of their own. */
export const addressOf = (url: string) => (URL.canParse(url) ? new URL(url).href : url)

/** The tree of a Markdown text, with GitHub's footnotes, tables and links. */
export function treeOf(markdown: string): Root {
	return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

function linksIn(node: Nodes, plain: (node: Nodes) => string): Link[] {
	if (node.type === 'link') return [{ text: oneSpace(plain(node)), url: addressOf(node.url) }]
	return 'children' in node ? node.children.flatMap((child) => linksIn(child, plain)) : []
}

/** As GitHub and most editors read it. */
export function byMicromark(markdown: string): Rendered {
	const tree = treeOf(markdown)
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
export function byMarkdownIt(markdown: string): Rendered {
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
