const tab = '\t'

/**
 * What `JSON.stringify(value, null, '\t')` writes, in pieces, so that a page can breathe between them: each element of a
 * list is one. A list that is no array, such as a generator, is written as it comes.
 */
export function* jsonPieces(value: unknown, indent = ''): Generator<string> {
	if (typeof value !== 'object' || value === null) return yield JSON.stringify(value)
	const inner = `\n${indent}${tab}`
	let isEmpty = true
	const before = () => {
		const comma = isEmpty ? '' : ','
		isEmpty = false
		return comma + inner
	}
	const isList = Symbol.iterator in value
	yield isList ? '[' : '{'
	if (isList)
		for (const each of value as Iterable<unknown>)
			yield before() + (JSON.stringify(each, null, tab) ?? 'null').replaceAll('\n', inner)
	else
		for (const [key, each] of Object.entries(value)) {
			if (each === undefined) continue
			yield `${before()}${JSON.stringify(key)}: `
			yield* jsonPieces(each, indent + tab)
		}
	yield `${isEmpty ? '' : `\n${indent}`}${isList ? ']' : '}'}`
}
