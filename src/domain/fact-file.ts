import { z } from 'zod'
import { factStatuses } from './fact-status'
import { limits } from './limits'
import { tagText } from './tags'
import { isVisible } from './visible-text'

/** Text that can be stored as it is: no NUL, no half of a surrogate pair. */
const text = (length: number) =>
	z
		.string()
		.max(length)
		.refine((value) => !value.includes('\0') && value.isWellFormed(), {
			message: 'Text must be well-formed Unicode without NUL characters',
		})

/** Something to read in one line, as the server takes it. */
const line = (length: number) =>
	text(length).trim().refine(isVisible, { message: 'There is nothing to see in it' })

export const FileSource = z.object({
	id: z.uuid(),
	title: text(limits.titleLength),
	url: text(2_000).nullable(),
	/** Of the text in UTF-8, in hexadecimal digits. */
	textSha256: z.string().regex(/^[0-9a-f]{64}$/),
	text: text(limits.sourceTextBytes).optional(),
})

/** A verbatim slice of its source, with its place in UTF-16 units and in code points; the ends are exclusive. */
export const FileQuote = z.object({
	text: text(limits.quoteBytes).min(1),
	start: z.int().min(0),
	end: z.int().min(1),
	startCodePoint: z.int().min(0).optional(),
	endCodePoint: z.int().min(1).optional(),
})

export const FileFact = z.object({
	id: z.uuid(),
	sourceId: z.uuid(),
	claim: line(limits.claimLength),
	quote: FileQuote.nullable(),
	status: z.enum(factStatuses),
	keyClaim: z.boolean(),
	pinned: z.boolean(),
	confidence: z.int().min(0).max(100).nullable(),
	position: z.int(),
	// Files that were written before there were notes and tags have none.
	note: text(limits.noteLength)
		.trim()
		.nullable()
		.default(null)
		.transform((note) => note || null),
	tags: z
		.array(line(limits.tagLength).transform(tagText))
		.max(limits.tagsPerFact, `A fact has at most ${limits.tagsPerFact} tags`)
		.default([]),
})

/** What stands around the lists of a file of facts. */
export const FactFileHead = z.object({
	format: z.literal('artifact-facts'),
	version: z.literal(1),
	exportedAt: z.string().max(40),
	project: z.object({ id: z.uuid(), title: text(limits.titleLength) }),
})

/** Facts with their provenance, as the app writes them into a file and reads them again. */
export const FactFile = FactFileHead.extend({
	sources: z.array(FileSource),
	facts: z.array(FileFact).max(limits.factsPerView),
})

export type FactFile = z.infer<typeof FactFile>
export type FileSource = z.infer<typeof FileSource>
export type FileFact = z.infer<typeof FileFact>
