import path from 'node:path'
import { parseAst } from 'vitest/node'

/** The source files of a checkout by their paths, such as `src/domain/limits.ts`. */
export type Sources = ReadonlyMap<string, string>

export type Import = {
	from: string
	to: string
	/** Whether only types are imported, so that the import is gone once the code is compiled. */
	isType: boolean
}

type Node = {
	type?: string
	source?: { value?: unknown } | null
	importKind?: string
	exportKind?: string
}

/** Every import of one source file by another: static, re-exported, dynamic, and of types. */
export function importsOf(sources: Sources): Import[] {
	return [...sources].flatMap(([from, text]) => {
		const lang = path.extname(from).slice(1)
		const found: Import[] = []
		const visit = (node: unknown) => {
			if (Array.isArray(node)) return node.forEach(visit)
			if (typeof node !== 'object' || node === null) return
			const { source, importKind, exportKind } = node as Node
			const to = typeof source?.value === 'string' ? resolved(sources, from, source.value) : null
			if (to) found.push({ from, to, isType: importKind === 'type' || exportKind === 'type' })
			Object.values(node).forEach(visit)
		}
		visit(parseAst(text, { lang: lang === 'tsx' ? 'tsx' : 'ts' }).body)
		return found
	})
}

/** The source file that a specifier names; null for a package, a script, a style sheet or data. Throws where no file is found, as the borders would not be checked. */
function resolved(sources: Sources, from: string, specifier: string): string | null {
	if (!/^(\.|@\/)/.test(specifier)) return null
	const base = specifier.startsWith('@/')
		? path.posix.join('src', specifier.slice(2))
		: path.posix.join(path.posix.dirname(from), specifier)
	const endings = ['', '.ts', '.tsx', '.mjs', '.d.ts']
	const found = endings.map((ending) => base + ending).find((file) => sources.has(file))
	if (!found && !/\.(css|json|mjs)$/.test(base))
		throw new Error(
			`${from} imports ${specifier}: no source file has this path without its ending.`,
		)
	return found ?? null
}
