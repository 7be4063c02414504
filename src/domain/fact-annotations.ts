import type { FactFile, FileFact, FileSource } from './fact-file'
import { jsonPieces } from './json-pieces'

type TextOf = (sourceId: string) => string | undefined

const contextPoints = 32

export const annotationContext = 'http://www.w3.org/ns/anno.jsonld'
/** Names what the model has no term for: pin, key claim and confidence. */
const ownContext = { artifact: 'urn:x-artifact:facts#' }

/**
 * Facts as an AnnotationCollection of the W3C Web Annotation Data Model. Its positions count code points. A source
 * is named by its address, or else by its id; title and SHA-256 are terms of prefixes that the model's context has.
 * The claim is the body that describes; a note is one that comments, a tag one that tags.
 */
export function factAnnotations(file: FactFile, textOf: TextOf) {
	return collectionOf(file, [...annotations(file, textOf)])
}

/** The same in the pieces of its JSON. */
export const annotationPieces = (file: FactFile, textOf: TextOf) =>
	jsonPieces(collectionOf(file, annotations(file, textOf)))

function* annotations(file: FactFile, textOf: TextOf) {
	const sourceOf = new Map(file.sources.map((source) => [source.id, source]))
	const told = new Set<string>()
	for (const fact of file.facts) {
		const source = sourceOf.get(fact.sourceId)
		// The text of a source stands once, in its first annotation.
		const text = told.has(fact.sourceId) ? undefined : source?.text
		told.add(fact.sourceId)
		yield annotationOf(fact, source && { ...source, text }, textOf)
	}
}

function collectionOf<Items>(file: FactFile, items: Items) {
	return {
		'@context': [annotationContext, ownContext],
		id: `urn:uuid:${file.project.id}`,
		type: 'AnnotationCollection',
		label: file.project.title,
		generated: file.exportedAt,
		total: file.facts.length,
		first: {
			id: `urn:uuid:${file.project.id}#page`,
			type: 'AnnotationPage',
			startIndex: 0,
			items,
		},
	}
}

function annotationOf(
	{ id, claim, quote, sourceId, note, tags, ...fact }: FileFact,
	source: FileSource | undefined,
	textOf: TextOf,
) {
	const text = textOf(sourceId) ?? ''
	return {
		id: `urn:uuid:${id}`,
		type: 'Annotation',
		motivation: 'describing',
		'schema:creativeWorkStatus': fact.status,
		'artifact:pinned': fact.pinned,
		'artifact:keyClaim': fact.keyClaim,
		'artifact:confidence': fact.confidence,
		body: [
			body(claim, 'describing'),
			...(note === null ? [] : [body(note, 'commenting')]),
			...tags.map((tag) => body(tag, 'tagging')),
		],
		target: {
			type: 'SpecificResource',
			source: {
				id: source?.url ?? `urn:uuid:${sourceId}`,
				type: 'Text',
				format: 'text/plain',
				'dcterms:identifier': `urn:uuid:${sourceId}`,
				'dcterms:title': source?.title,
				'schema:sha256': source?.textSha256,
				'schema:text': source?.text,
			},
			...(quote && {
				selector: [
					{
						type: 'TextQuoteSelector',
						exact: quote.text,
						prefix: lastPoints(
							text.slice(Math.max(0, quote.start - contextPoints * 2), quote.start),
						),
						suffix: firstPoints(text.slice(quote.end, quote.end + contextPoints * 2)),
					},
					{
						type: 'TextPositionSelector',
						start: quote.startCodePoint,
						end: quote.endCodePoint,
					},
				],
			}),
		},
	}
}

const body = (value: string, purpose: 'describing' | 'commenting' | 'tagging') => ({
	...{ type: 'TextualBody', value, format: 'text/plain', purpose },
})

const lastPoints = (text: string) => [...text].slice(-contextPoints).join('')
const firstPoints = (text: string) => [...text].slice(0, contextPoints).join('')
