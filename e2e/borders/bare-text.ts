import { parseAst } from 'vitest/node'

type Node = { type: string; start: number; [field: string]: unknown }

const conditions = ['LogicalExpression', 'ConditionalExpression']

/**
 * Where a text may come, go or be passed by beside an element. Browser translation puts each text into an element of its
 * own, so that React no longer finds it there: the page stops on an error. In a `<span>` the text is safe. Returns lines.
 */
export function bareTexts(source: string): number[] {
	const found: number[] = []
	const visit = (value: unknown) => {
		if (Array.isArray(value)) return value.forEach(visit)
		if (!isNode(value)) return
		if (value.type === 'JSXElement' || value.type === 'JSXFragment')
			found.push(...bareIn(value.children as Node[]).map(({ start }) => lineOf(source, start)))
		Object.values(value).forEach(visit)
	}
	visit(parseAst(source, { lang: 'tsx' }).body)
	return found
}

function bareIn(children: Node[]): Node[] {
	const siblings = children.filter((child) => !isBlank(child))
	if (siblings.length < 2) return []
	const changes = siblings.map((child) => conditions.includes(contentOf(child)?.type ?? ''))
	return siblings.filter((child, index) => {
		const content = contentOf(child)
		if (changes[index]) return mayBeText(content)
		if (isLabel(content)) return true
		// An element that appears is put before the text that follows it.
		return isText(child) && changes.slice(0, index).includes(true)
	})
}

const contentOf = (child: Node) =>
	child.type === 'JSXExpressionContainer' ? (child.expression as Node) : null

function isBlank(child: Node): boolean {
	const text = child.type === 'JSXText' ? String(child.value) : null
	return text !== null
		? text.trim() === '' && text.includes('\n')
		: contentOf(child)?.type === 'JSXEmptyExpression'
}

/** Text, or what is written like one: a literal, a template, a call as of `countOf`. */
function isText(child: Node): boolean {
	return child.type === 'JSXText' || mayBeText(contentOf(child))
}

function mayBeText(node: Node | null): boolean {
	if (!node) return false
	if (node.type === 'LogicalExpression') return mayBeText(node.right as Node)
	if (node.type === 'ConditionalExpression')
		return mayBeText(node.consequent as Node) || mayBeText(node.alternate as Node)
	return (
		node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')
	)
}

/** A word that is looked up, as in `labels[status]`: beside an element React changes it where it no longer stands. */
const isLabel = (node: Node | null) => node?.type === 'MemberExpression' && node.computed === true

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && !(value instanceof RegExp)

const lineOf = (source: string, start: number) => source.slice(0, start).split('\n').length
