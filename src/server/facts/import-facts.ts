import { TRPCError } from '@trpc/server'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { factStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { kilobytes } from '@/domain/text-size'
import { queryRows } from '../db/client'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { liveSource } from '../sources/live-source'
import { cutQuote, NewFact } from './add-fact'
import { Annotation } from './annotate'
import { inOrder } from './fact-tags'

const ImportedFact = NewFact.safeExtend({
	status: z.enum(factStatuses).default('pending'),
	keyClaim: z.boolean().default(false),
	pinned: z.boolean().default(false),
	confidence: z.int().min(0).max(100).nullable().default(null),
	note: Annotation.shape.note.default(null),
	tags: Annotation.shape.tags.default([]),
})
type ImportedFact = z.infer<typeof ImportedFact>

export const FactImport = z.object({
	facts: z
		.array(ImportedFact)
		.min(1)
		.max(limits.factsPerImport, `At most ${limits.factsPerImport} facts can be imported at once`),
})

/**
 * Adds facts at the end, all or none, their quotes cut from the sources' texts. A fact that the project has, with the
 * same source, place and claim, is not added again and stays as it is. Returns the ids of those added, the number of those
 * `known`, and the number of these that have other notes or tags than those given.
 */
export async function importFacts(ctx: ProjectContext, given: ImportedFact[]) {
	const { tx, project } = ctx
	const once = [...new Map(given.map((fact) => [keyOf(fact), fact])).values()]
	const cut = await withQuotes(ctx, once)
	const rows = cut.map((fact, index) => ({
		...{ place: index + 1, source_id: fact.sourceId, claim: fact.claim, quote: fact.quote },
		...{ quote_start: fact.quoteStart, quote_end: fact.quoteEnd, status: fact.status },
		...{ key_claim: fact.keyClaim, pinned: fact.pinned, confidence: fact.confidence },
		...{ note: fact.note || null, tags: inOrder(fact.tags) },
	}))
	const added = await queryRows<{ id: string }>(
		tx,
		sql`insert into ${facts} (project_id, source_id, claim, quote, quote_start, quote_end, status, key_claim, pinned, confidence, note, tags, position)
			select ${project.id}::uuid, n.source_id, n.claim, n.quote, n.quote_start, n.quote_end, n.status::fact_status, n.key_claim, n.pinned, n.confidence, n.note, n.tags,
				(select coalesce(max(position), 0) from facts where project_id = ${project.id}) + row_number() over (order by n.place)
			from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (place int, source_id uuid, claim text, quote text, quote_start int, quote_end int,
				status text, key_claim boolean, pinned boolean, confidence smallint, note text, tags text[])
			where not exists (select from facts f where f.project_id = ${project.id} and f.source_id = n.source_id and f.deleted_at is null
				and f.claim = n.claim and f.quote_start is not distinct from n.quote_start and f.quote_end is not distinct from n.quote_end)
			order by n.place
			returning id`,
	)
	const known = given.length - added.length
	const differing = known > 0 ? await countDiffering(ctx, cut) : 0
	return { added: added.map(({ id }) => id), known, differing }
}

type Row = { note: string | null; tags: string[] } & Key
type Known = { note: string | null; tagLines: string } & Key

/** How many of the given facts have a note or tags, and are in the project with others only. */
async function countDiffering({ tx, project }: ProjectContext, given: Row[]): Promise<number> {
	const noted = given.filter(({ note, tags }) => note || tags.length > 0)
	if (noted.length === 0) return 0
	const claims = JSON.stringify(noted.map(({ claim }) => claim))
	// `is true` keeps the planner from a nested loop, in which each claim would be compared with each fact.
	const there = await queryRows<Known>(
		tx,
		sql`select source_id as "sourceId", claim, quote_start as "quoteStart", quote_end as "quoteEnd", note, array_to_string(tags, chr(10)) as "tagLines" from ${facts}
			where project_id = ${project.id} and deleted_at is null
				and (claim in (select jsonb_array_elements_text(${claims}::jsonb))) is true`,
	)
	const wholeOf = ({ note, tagLines, ...key }: Known) =>
		JSON.stringify([keyOf(key), note, tagLines])
	const known = new Set(there.map(wholeOf))
	return noted.filter(({ note, tags, ...key }) => {
		const tagLines = inOrder(tags).join('\n')
		return !known.has(wholeOf({ ...key, note: note || null, tagLines }))
	}).length
}

const bytesOf = ({ claim, note, tags }: ImportedFact) =>
	Buffer.byteLength([claim, note ?? '', ...tags].join(''))

type Key = Pick<ImportedFact, 'sourceId' | 'claim'> & {
	quoteStart?: number | null
	quoteEnd?: number | null
}
const keyOf = ({ sourceId, claim, quoteStart = null, quoteEnd = null }: Key) =>
	JSON.stringify([sourceId, claim, quoteStart, quoteEnd])

/** The facts with their quotes, in their order. One text after the other is read, as each may have a megabyte. */
async function withQuotes(ctx: ProjectContext, given: ImportedFact[]) {
	const quoted = new Map<ImportedFact, ReturnType<typeof cutQuote> | null>()
	let bytes = 0
	for (const sourceId of new Set(given.map((fact) => fact.sourceId))) {
		const [source] = await ctx.tx
			.select({ text: sources.text })
			.from(sources)
			.where(liveSource(ctx, sourceId))
		if (!source) throw await notInProject(ctx, 'source', sourceId)
		for (const fact of given.filter((each) => each.sourceId === sourceId)) {
			const { quoteStart, quoteEnd } = fact
			const cut =
				quoteStart === undefined || quoteEnd === undefined
					? null
					: cutQuote(source.text, { quoteStart, quoteEnd })
			bytes += bytesOf(fact) + Buffer.byteLength(cut?.quote ?? '')
			if (bytes > limits.importBytes)
				throw new TRPCError({
					code: 'BAD_REQUEST',
					message: `facts: Their claims, quotes, notes and tags have over ${kilobytes(limits.importBytes)}. Import them in smaller parts.`,
				})
			quoted.set(fact, cut)
		}
	}
	return given.map((fact) => ({ ...fact, ...quoted.get(fact) }))
}
