import { z } from 'zod'
import { annotationContext } from './fact-annotations'
import { FactFileHead, FileFact, FileSource } from './fact-file'
import { factsOfAnnotations } from './imported-annotations'
import { factsOfCsv } from './imported-csv'
import type { ImportedFacts } from './imported-fact'
import {
	checked,
	eachOf,
	notOurs,
	type Pause,
	problemOf,
	refuseTooMany,
	soughtIn,
} from './imported-part'

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
