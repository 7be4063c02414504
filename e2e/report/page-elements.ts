import { parseAst } from 'vitest/node'

export type PageElement = {
	name: string
	/** As they are written: escaped. */
	attributes: Record<string, string>
	text: string
	children: PageElement[]
}

type Node = {
	type: string
	value?: unknown
	children?: Node[]
	openingElement?: { name: Node & { name: string }; attributes: Attribute[] }
}
type Attribute = { name: { name: string }; value: { value?: unknown } | null }

/**
 * Every element of a page, in its order. Throws where the page is not well formed: a parser of JSX, which is XML but for
 * braces, reads it, and so every element has to be closed and every attribute quoted.
 */
export function pageElements(page: string): PageElement[] {
	const markup = page
		.replace('<!doctype html>', '')
		.replace(/<style>[^<]*<\/style>/, '')
		.replaceAll(/[{}]/g, '')
	const { body } = parseAst(markup, { lang: 'tsx' })
	const [statement, another] = body as unknown as { expression: Node }[]
	if (!statement || another) throw new Error('The page is not one element.')
	return flat(elementOf(statement.expression))
}

/** An element with all that is in it. */
export function flat(element: PageElement): PageElement[] {
	return [element, ...element.children.flatMap(flat)]
}

/** The elements that have a class. */
export function withClass(elements: PageElement[], name: string): PageElement[] {
	return elements.filter(({ attributes }) => attributes.class?.split(' ').includes(name))
}

function elementOf({ openingElement, children = [] }: Node): PageElement {
	if (!openingElement) throw new Error('A fragment is no element of a page.')
	const inner = children.filter(({ type }) => type === 'JSXElement').map(elementOf)
	return {
		name: openingElement.name.name,
		attributes: Object.fromEntries(
			openingElement.attributes.map(({ name, value }) => [name.name, String(value?.value ?? '')]),
		),
		text: textOf(children),
		children: inner,
	}
}

function textOf(nodes: Node[]): string {
	return nodes
		.map(({ type, value, children }) =>
			type === 'JSXText' ? String(value) : textOf(children ?? []),
		)
		.join('')
}
