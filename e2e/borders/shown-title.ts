import { parseAst } from 'vitest/node'

type Node = { type: string; start: number; [field: string]: unknown }

/**
 * Where a component puts a title on the page as it is stored. In one that was stored before titles without anything to
 * see were refused, there may be nothing to read or to press: `shownTitle` has a stand-in for it. A field may hold the
 * title itself, and what is passed to another component of the domain is that component's to show. Returns lines.
 */
export function storedTitles(source: string): number[] {
	const program = parseAst(source, { lang: 'tsx' })
	const body = program.body as unknown as Node[]
	const plain = new Set(body.flatMap(namesFromUi))
	const found: number[] = []
	/** `isShown`: in an expression whose value goes onto the page. */
	const visit = (value: unknown, isShown: boolean): void => {
		if (Array.isArray(value)) for (const each of value) visit(each, isShown)
		else if (isNode(value) && isShown && isTitle(value)) found.push(lineOf(source, value.start))
		else if (isNode(value) && !(isShown && isCallOf(value, 'shownTitle')))
			for (const [field, child] of Object.entries(value))
				visit(child, shows(value, field, plain) ?? isShown)
	}
	visit(body, false)
	return found
}

/** Whether what a field of a node holds goes onto the page; null where that is as it was around the node. */
function shows(node: Node, field: string, plain: ReadonlySet<string>): boolean | null {
	const { type } = node
	if (type === 'JSXExpressionContainer') return node.isPassed !== true
	if (type === 'JSXOpeningElement' && field === 'attributes') {
		for (const { name, value } of node.attributes as { name?: Node; value?: Node | null }[])
			if (value) value.isPassed = name?.name === 'value' || isDomain(node.name as Node, plain)
		return false
	}
	if (type === 'ConditionalExpression' && field === 'test') return false
	return /Function/.test(type) || type === 'CallExpression' ? false : null
}

const isDomain = ({ name }: Node, plain: ReadonlySet<string>) =>
	typeof name === 'string' && /^[A-Z]/.test(name) && !plain.has(name)

/** The names that a module takes from the components that know nothing of the domain, or from a package. */
function namesFromUi({ type, source, specifiers }: Node): string[] {
	if (type !== 'ImportDeclaration') return []
	const path = String((source as Node).value)
	const isPlain = path.includes('/ui/') || !/^[.@]/.test(path)
	return isPlain ? (specifiers as { local: Node }[]).map(({ local }) => String(local.name)) : []
}

const isTitle = (node: Node) =>
	(node.type === 'Identifier' && node.name === 'title') ||
	(node.type === 'MemberExpression' && (node.property as Node).name === 'title')

const isCallOf = (node: Node, name: string) =>
	node.type === 'CallExpression' && (node.callee as Node).name === name

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp)

const lineOf = (source: string, start: number) => source.slice(0, start).split('\n').length
