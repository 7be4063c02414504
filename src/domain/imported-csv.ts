import { type csvColumns, neededColumns, readCsv, tagsOfCell } from './fact-csv'
import { FileFact } from './fact-file'
import type { ImportedFacts, ImportedSource } from './imported-fact'
import { checked, eachOf, notOurs, type Pause, refuseTooMany, soughtIn } from './imported-part'

/** The facts of a CSV. Throws an Error that names the line and the field that is wrong. */
export async function factsOfCsv(text: string, pause: Pause): Promise<ImportedFacts> {
	const rows = []
	for (const row of readCsv(text)) if (rows.push(row) % 100 === 0) await pause()
	const head = rows.shift()
	const missing = neededColumns.find((column) => !head?.cells.includes(column))
	if (!head?.cells.includes('claim')) throw new Error(notOurs)
	if (missing) throw new Error(`Line 1: the column ${missing} is missing. Export the facts again.`)
	refuseTooMany(rows.length)
	const sources = new Map<string, ImportedSource>()
	const facts = await eachOf(rows, pause, ({ line, cells }) => {
		const where = `Line ${line}`
		if (cells.length !== head.cells.length)
			throw new Error(
				`${where}: it has ${cells.length} cells, and the first has ${head.cells.length}.`,
			)
		const cell = (column: (typeof csvColumns)[number]) => cells[head.cells.indexOf(column)] ?? ''
		const numberOf = (column: 'quote_start' | 'quote_end' | 'confidence' | 'position') =>
			cell(column) === '' ? null : Number(cell(column))
		const quote = cell('quote')
		const {
			sourceId,
			quote: quoted,
			...fact
		} = checked(
			FileFact.omit({ id: true, position: true }),
			{
				...{ sourceId: cell('source_id'), claim: cell('claim'), status: cell('status') },
				quote: quote
					? { text: quote, start: numberOf('quote_start'), end: numberOf('quote_end') }
					: null,
				...{ keyClaim: truth(cell('key_claim')), pinned: truth(cell('pinned')) },
				...{ confidence: numberOf('confidence'), note: cell('note') },
				tags: tagsOfCell(cell('tags')),
			},
			where,
		)
		const source = {
			...{ key: sourceId, title: cell('source_title'), url: cell('source_url') || null },
			textSha256: cell('source_sha256'),
		}
		sources.set(source.key, source)
		return { ...fact, where, sourceKey: sourceId, quote: soughtIn(quoted) }
	})
	return { sources: [...sources.values()], facts }
}

/** Spreadsheets write `TRUE`. */
const truth = (cell: string) => ({ true: true, false: false })[cell.toLowerCase()] ?? cell
