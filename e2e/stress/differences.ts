/** One place at which two contents differ. `undefined` on one side: the place exists on the other side only. */
export type Difference = { at: string; expected: unknown; found: unknown }

/**
 * All differences between two contents of plain data. Rows of a list are told by their `id`, so that a foreign row shows
 * as one difference and not as a shift of all rows after it.
 */
export function differencesOf(expected: unknown, found: unknown, at = ''): Difference[] {
	if (Object.is(expected, found)) return []
	const [one, other] = [fieldsOf(expected), fieldsOf(found)]
	if (!one || !other) return [{ at, expected, found }]
	const names = [...new Set([...one.keys(), ...other.keys()])]
	return names.flatMap((name) => differencesOf(one.get(name), other.get(name), `${at}${name}`))
}

/** The parts of a list or an object by their names in a path; null for anything else. */
function fieldsOf(value: unknown): Map<string, unknown> | null {
	if (typeof value !== 'object' || value === null) return null
	if (!Array.isArray(value))
		return new Map(Object.entries(value).map(([name, field]) => [`.${name}`, field]))
	const rows = value.map((row, index): [string, unknown] => [`[${idOf(row) ?? index}]`, row])
	// The length shows a row that stands there twice.
	return new Map([...rows, ['.length', value.length]])
}

function idOf(row: unknown): string | undefined {
	return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : undefined
}

/** One line for the report; a long value is cut. */
export function describeDifference({ at, expected, found }: Difference): string {
	return `${at.replace(/^\./, '')}: expected ${short(expected)}, found ${short(found)}`
}

function short(value: unknown): string {
	const text = value === undefined ? 'nothing' : JSON.stringify(value)
	return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
