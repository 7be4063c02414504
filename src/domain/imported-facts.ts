import { z } from 'zod'
import { annotationContext } from './fact-annotations'
import { csvColumns, readCsv } from './fact-csv'
import { FactFileHead, FileFact, FileQuote, FileSource } from './fact-file'
import type { FactStatus } from './fact-status'
import { limits } from './limits'
import type { SoughtQuote } from './quote-place'

export type ImportedSource = {
	/** What facts of the file call it. */
	key: string
	title: string
	url: string | null
	textSha256?: string
	text?: string
}
export type ImportedFact = {
	/** Where it stands in the file, for a person: `Fact 12`, `Line 14`. */
	where: string
	sourceKey: string
	claim: string
	quote: SoughtQuote | null
	status: FactStatus
	keyClaim: boolean
	pinned: boolean
	confidence: number | null
}
export type ImportedFacts = { sources: ImportedSource[]; facts: ImportedFact[] }

/** A place to let the page breathe. */
type Pause = () => Promise<void>

const notOurs =
	'This is no file of facts: choose a CSV, a JSON or a Web Annotation file that was exported here.'

/** Reads a file of facts of any format that is exported. Throws an Error whose message names the line or field that is wrong. */
export async function readFacts(text: string, pause: Pause): Promise<ImportedFacts> {
	if (!/^\ufeff?\s*[{[]/.test(text)) return factsOfCsv(text, pause)
	let file: unknown
	try {
		file = JSON.parse(text.replace(/^\ufeff/, ''))
	} catch (error) {
		throw new Error(`The file is no whole JSON: ${(error as Error).message}. Export it again.`)
	}
	await pause()
	const { '@context': context } = file as { '@context'?: unknown }
	const isAnnotations = [context].flat().includes(annotationContext)
	return isAnnotations ? factsOfAnnotations(file, pause) : factsOfJson(file, pause)
}

async function factsOfJson(file: unknown, pause: Pause): Promise<ImportedFacts> {
	const head = FactFileHead.safeParse(file)
	const lists = z
		.object({ sources: z.array(z.unknown()), facts: z.array(z.unknown()) })
		.safeParse(file)
	if ((file as { format?: unknown }).format !== 'artifact-facts') throw new Error(notOurs)
	if (!head.success) throw problemOf(head.error, 'The file')
	if (!lists.success) throw problemOf(lists.error, 'The file')
	refuseTooMany(lists.data.facts.length)
	const sources = lists.data.sources.map((each, index) => {
		const { id, ...source } = checked(FileSource, each, `Source ${index + 1}`)
		return { ...source, key: id }
	})
	const facts = await eachOf(lists.data.facts, pause, (each, index) => {
		const where = `Fact ${index + 1}`
		const { sourceId, quote, ...fact } = checked(FileFact, each, where)
		const { claim, status, keyClaim, pinned, confidence } = fact
		const sought = quote && { ...quotedAt(quote), unit: 'utf16' as const }
		return {
			where,
			sourceKey: sourceId,
			claim,
			quote: sought,
			status,
			keyClaim,
			pinned,
			confidence,
		}
	})
	return { sources, facts }
}

const quotedAt = ({ text, start, end }: z.infer<typeof FileQuote>) => ({ exact: text, start, end })

const Selector = z.union([
	z.object({
		type: z.literal('TextQuoteSelector'),
		exact: FileQuote.shape.text,
		prefix: z.string().max(1_000).optional(),
		suffix: z.string().max(1_000).optional(),
	}),
	z.object({
		type: z.literal('TextPositionSelector'),
		start: z.int().min(0),
		end: z.int().min(1),
	}),
])

const Annotation = z.object({
	body: z.object({ type: z.literal('TextualBody'), value: FileFact.shape.claim }),
	'schema:creativeWorkStatus': FileFact.shape.status.default('pending'),
	target: z.object({
		source: z.object({
			id: z.string().min(1).max(2_000),
			'dcterms:identifier': z.string().max(2_000).optional(),
			'dcterms:title': FileSource.shape.title.optional(),
			'schema:sha256': FileSource.shape.textSha256.optional(),
			'schema:text': FileSource.shape.text,
		}),
		selector: z.array(Selector).max(10).optional(),
	}),
})

const Collection = z.object({ first: z.object({ items: z.array(z.unknown()) }) })

async function factsOfAnnotations(file: unknown, pause: Pause): Promise<ImportedFacts> {
	const collection = Collection.safeParse(file)
	if (!collection.success) throw problemOf(collection.error, 'The AnnotationCollection')
	const { items } = collection.data.first
	refuseTooMany(items.length)
	const sources = new Map<string, ImportedSource>()
	const facts = await eachOf(items, pause, (each, index) => {
		const where = `Annotation ${index + 1}`
		const { body, target, ...annotation } = checked(Annotation, each, where)
		const { source, selector = [] } = target
		const key = source['dcterms:identifier'] ?? source.id
		sources.set(key, {
			key: key.replace(/^urn:uuid:/, ''),
			title: source['dcterms:title'] ?? source.id.slice(0, limits.titleLength),
			url: /^https?:/.test(source.id) ? source.id : null,
			textSha256: source['schema:sha256'],
			// Only the first annotation of a source has its text.
			text: source['schema:text'] ?? sources.get(key)?.text,
		})
		const quote = selector.find((one) => one.type === 'TextQuoteSelector')
		const position = selector.find((one) => one.type === 'TextPositionSelector')
		return {
			...{ where, sourceKey: key.replace(/^urn:uuid:/, ''), claim: body.value },
			quote: quote ? { ...position, ...quote, unit: 'code point' as const } : null,
			...{ status: annotation['schema:creativeWorkStatus'], keyClaim: false, pinned: false },
			confidence: null,
		}
	})
	return { sources: [...sources.values()], facts }
}

async function factsOfCsv(text: string, pause: Pause): Promise<ImportedFacts> {
	const [head, ...rows] = readCsv(text)
	const missing = csvColumns.find((column) => !head?.cells.includes(column))
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
		const { claim, ...fact } = checked(
			FileFact.omit({ id: true, position: true }),
			{
				...{ sourceId: cell('source_id'), claim: cell('claim'), status: cell('status') },
				quote: quote
					? { text: quote, start: numberOf('quote_start'), end: numberOf('quote_end') }
					: null,
				...{ keyClaim: truth(cell('key_claim')), pinned: truth(cell('pinned')) },
				confidence: numberOf('confidence'),
			},
			where,
		)
		const source = {
			...{ key: fact.sourceId, title: cell('source_title'), url: cell('source_url') || null },
			textSha256: cell('source_sha256'),
		}
		sources.set(source.key, source)
		const { status, keyClaim, pinned, confidence } = fact
		const sought = fact.quote && { ...quotedAt(fact.quote), unit: 'utf16' as const }
		return {
			where,
			sourceKey: source.key,
			claim,
			quote: sought,
			status,
			keyClaim,
			pinned,
			confidence,
		}
	})
	return { sources: [...sources.values()], facts }
}

/** Spreadsheets write `TRUE`. */
const truth = (cell: string) => ({ true: true, false: false })[cell.toLowerCase()] ?? cell

async function eachOf<Item, Result>(
	items: Item[],
	pause: Pause,
	read: (item: Item, index: number) => Result,
): Promise<Result[]> {
	const results: Result[] = []
	for (const [index, item] of items.entries()) {
		if (index % 100 === 0) await pause()
		results.push(read(item, index))
	}
	return results
}

function refuseTooMany(count: number): void {
	if (count > limits.factsPerView)
		throw new Error(
			`The file has ${count.toLocaleString()} facts, and one import takes ${limits.factsPerView.toLocaleString()}. Export them in parts.`,
		)
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string) {
	const result = schema.safeParse(value)
	if (!result.success) throw problemOf(result.error, where)
	return result.data
}

function problemOf({ issues }: z.ZodError, where: string): Error {
	const [issue] = issues
	const field = issue?.path.join('.') ?? ''
	return new Error(`${where}${field && `, field ${field}`}: ${issue?.message}.`)
}
