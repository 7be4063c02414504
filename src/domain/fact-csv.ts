import type { FactFile } from './fact-file'

const formula = /^'*[=+\-@\t\r\n＝＋－＠]/

/**
 * A cell that no spreadsheet runs as a formula: an apostrophe before what begins like one, the rule of OWASP (CSV
 * Injection). What begins with apostrophes and then so gets one more, so that `readableCell` takes exactly one back.
 */
export function safeCell(text: string): string {
	return formula.test(text) ? `'${text}` : text
}

/** Undoes `safeCell` without loss. */
export function readableCell(cell: string): string {
	return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

export const csvColumns = [
	...['claim', 'quote', 'status', 'key_claim', 'pinned', 'confidence', 'position'],
	...['note', 'tags'],
	...['quote_start', 'quote_end', 'source_title', 'source_url', 'source_sha256', 'source_id'],
] as const

/** Columns that files had from the beginning on. */
export const neededColumns = csvColumns.filter((column) => column !== 'note' && column !== 'tags')

type Cell = string | number | boolean | null

/** The rows of facts as CSV (RFC 4180) with a byte order mark, without which Excel takes UTF-8 for something else. Numbers stay numbers. */
export function* csvPieces({
	sources,
	facts,
}: Pick<FactFile, 'sources' | 'facts'>): Generator<string> {
	const sourceOf = new Map(sources.map((source) => [source.id, source]))
	yield `\ufeff${rowOf([...csvColumns])}`
	for (const { quote, sourceId, ...fact } of facts) {
		const source = sourceOf.get(sourceId)
		yield rowOf([
			...[fact.claim, quote?.text ?? null, fact.status, fact.keyClaim, fact.pinned],
			...[fact.confidence, fact.position, fact.note, tagsCell(fact.tags)],
			...[quote?.start ?? null, quote?.end ?? null],
			...[source?.title ?? null, source?.url ?? null, source?.textSha256 ?? null, sourceId],
		])
	}
}

const rowOf = (cells: Cell[]) => `${cells.map(written).join(',')}\r\n`

/** Facts as one CSV. */
export const factsCsv = (file: Pick<FactFile, 'sources' | 'facts'>) => [...csvPieces(file)].join('')

/** Tags in one cell, with commas between them; a comma of a tag has a backslash before it. */
function tagsCell(tags: readonly string[]): string {
	return tags.map((tag) => tag.replace(/[\\,]/g, '\\$&')).join(', ')
}

/** The tags of such a cell. */
export function tagsOfCell(cell: string): string[] {
	const tags = cell.match(/(?:\\[\\,]|[^,])+/g) ?? []
	return tags.map((tag) => tag.trim().replace(/\\([\\,])/g, '$1')).filter(Boolean)
}

function written(cell: Cell): string {
	if (typeof cell !== 'string') return String(cell ?? '')
	const safe = safeCell(cell)
	return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The rows of a CSV with their line numbers. Throws an Error that names the line where a quotation mark is missing. */
export function* readCsv(text: string): Generator<{ line: number; cells: string[] }> {
	const pattern = /("[^"]*(?:""[^"]*)*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/y
	pattern.lastIndex = text.startsWith('\ufeff') ? 1 : 0
	let row = { line: 1, cells: [] as string[] }
	let line = 1
	while (pattern.lastIndex < text.length || row.cells.length > 0) {
		const found = pattern.exec(text)
		if (!found) throw new Error(`Line ${row.line}: a quotation mark stands where none may stand.`)
		const [whole, cell = '', end] = found
		row.cells.push(
			readableCell(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell),
		)
		line += whole.match(/\r\n|\n|\r/g)?.length ?? 0
		if (end === ',') continue
		if (row.cells.length > 1 || row.cells[0] !== '') yield row
		row = { line, cells: [] }
	}
}
