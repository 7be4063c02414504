import path from 'node:path'
import { parseAst } from 'vitest/node'

/** The source files of a checkout by their paths, such as `src/domain/limits.ts`. */
export type Sources = ReadonlyMap<string, string>

export type Import = {
	from: string
	to: string
	/** Whether it is gone when types are. */
	isType: boolean
}

type Node = {
	type?: string
	source?: { value?: unknown } | null
	importKind?: string
	exportKind?: string
}

/** Every import of a file of the sources by another one: static, re-exported, dynamic, and of types. */
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

/** The file of the sources that a specifier means; null for a package and for a file that is no source. */
function resolved(sources: Sources, from: string, specifier: string): string | null {
	if (!/^(\.|@\/)/.test(specifier)) return null
	const base = specifier.startsWith('@/')
		? path.posix.join('src', specifier.slice(2))
		: path.posix.join(path.posix.dirname(from), specifier)
	const endings = ['', '.ts', '.tsx', '.mjs', '.d.ts']
	return endings.map((ending) => base + ending).find((file) => sources.has(file)) ?? null
}
