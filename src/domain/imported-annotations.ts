import { z } from 'zod'
import { FileFact, FileQuote, FileSource } from './fact-file'
import type { ImportedFacts, ImportedSource } from './imported-fact'
import { checked, eachOf, type Pause, problemOf, refuseTooMany } from './imported-part'
import { limits } from './limits'

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

const Body = z.object({
	type: z.literal('TextualBody'),
	value: z.string(),
	purpose: z.string().max(100).default('describing'),
})

const Annotation = z.object({
	// A file from before there were notes and tags has the claim's body alone.
	body: z.union([Body, z.array(Body).max(limits.tagsPerFact + 10)]).transform((body) => {
		const valuesFor = (purpose: string) =>
			[body].flat().flatMap((each) => (each.purpose === purpose ? each.value : []))
		const [claim] = valuesFor('describing')
		return { claim, note: valuesFor('commenting').join('\n\n'), tags: valuesFor('tagging') }
	}),
	'schema:creativeWorkStatus': FileFact.shape.status.default('pending'),
	'artifact:pinned': z.boolean().default(false),
	'artifact:keyClaim': z.boolean().default(false),
	'artifact:confidence': FileFact.shape.confidence.default(null),
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

const Words = FileFact.pick({ claim: true, note: true, tags: true })
const Collection = z.object({ first: z.object({ items: z.array(z.unknown()) }) })

/** The facts of an AnnotationCollection. Throws an Error that names the annotation and the field that is wrong. */
export async function factsOfAnnotations(file: unknown, pause: Pause): Promise<ImportedFacts> {
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
			...{ where, sourceKey: key.replace(/^urn:uuid:/, ''), ...checked(Words, body, where) },
			quote: quote ? { ...position, ...quote, unit: 'code point' as const } : null,
			status: annotation['schema:creativeWorkStatus'],
			keyClaim: annotation['artifact:keyClaim'],
			pinned: annotation['artifact:pinned'],
			confidence: annotation['artifact:confidence'],
		}
	})
	return { sources: [...sources.values()], facts }
}
