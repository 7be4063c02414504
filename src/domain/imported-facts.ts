import { z } from 'zod'
import { annotationContext } from './fact-annotations'
import { FactFileHead, FileFact, FileSource } from './fact-file'
import { factsOfAnnotations } from './imported-annotations'
import { factsOfCsv } from './imported-csv'
import {
	checked,
	eachOf,
	notOurs,
	type Pause,
	problemOf,
	refuseTooMany,
	soughtIn,
} from './imported-part'
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
	quote: SoughtQuote | null
} & Omit<FileFact, 'id' | 'sourceId' | 'quote' | 'position'>
export type ImportedFacts = { sources: ImportedSource[]; facts: ImportedFact[] }

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
		const { id: _, position: __, sourceId, quote, ...fact } = checked(FileFact, each, where)
		return { ...fact, where, sourceKey: sourceId, quote: soughtIn(quote) }
	})
	return { sources, facts }
}
