import { TRPCError } from '@trpc/server'
import { and, arrayContains, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { factOrders } from '@/domain/fact-sort'
import { factStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { RowId } from '@/isolation/protocol'
import { storableText } from '@/isolation/storable-text'
import { foldedSql, holdsWords } from '../db/folded-sql'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { liveSource } from '../sources/live-source'
import { Tag } from './fact-tags'

/** Which facts; `search` finds those that hold every word of it, also as a part of another word, in claim or quote. */
export const FactFilter = z.object({
	search: storableText(limits.searchLength).trim().optional(),
	statuses: z.array(z.enum(factStatuses)).max(factStatuses.length).optional(),
	sourceId: RowId.optional(),
	pinned: z.boolean().optional(),
	/** All of them. */
	tags: z.array(Tag).max(limits.tagsPerFact).optional(),
})

/** In which order; `bySource` keeps the facts of a source together. */
export const FactOrder = z.object({
	sort: z.enum(factOrders).default('position'),
	bySource: z.boolean().default(false),
})

/** The keys of the last fact of a page, as they were when it was read. */
export const FactCursor = z.array(z.union([z.int(), RowId])).max(5)

type Filter = z.infer<typeof FactFilter>
type Order = z.infer<typeof FactOrder>
type Cursor = z.infer<typeof FactCursor>
export type Key = { of: SQL; type: 'number' | 'string' }

/** The condition for the facts that the filter lets through. Throws where it names a source that is deleted or of another project. */
export async function matchingFacts(ctx: ProjectContext, filter: Filter): Promise<SQL | undefined> {
	const { search, statuses, sourceId, pinned, tags } = filter
	if (sourceId !== undefined) {
		const known = await ctx.tx.$count(sources, liveSource(ctx, sourceId))
		if (known === 0) throw await notInProject(ctx, 'source', sourceId)
	}
	return and(
		eq(facts.projectId, ctx.project.id),
		isNull(facts.deletedAt),
		search ? holdsWords(searched, search) : undefined,
		statuses?.length ? inArray(facts.status, statuses) : undefined,
		sourceId === undefined ? undefined : eq(facts.sourceId, sourceId),
		pinned === undefined ? undefined : eq(facts.pinned, pinned),
		tags?.length ? arrayContains(facts.tags, tags) : undefined,
	)
}

/** What a search looks into. Few facts have a note or a tag, so that these are folded as they are searched. */
const searched = sql`case when ${facts.note} is null and ${facts.tags} = '{}' then ${facts.foldedText} else ${facts.foldedText} || chr(10) || ${foldedSql(sql`(coalesce(${facts.note}, '') || chr(10) || array_to_string(${facts.tags}, chr(10)))`)} end`

/** The keys by which an order sorts, all ascending and unique as a whole, so that a page can begin after any fact. */
export function keysOf({ sort, bySource }: Order): Key[] {
	const within: Record<Order['sort'], SQL[]> = {
		position: [sql`${facts.position}`],
		status: [urgency, sql`${facts.position}`],
		confidence: [sql`-coalesce(${facts.confidence}, -1)`, sql`${facts.position}`],
		reading: [sql`coalesce(${facts.quoteStart}, ${afterAnyText})`, sql`${facts.position}`],
		newest: [sql`-${microseconds(sql`${facts.createdAt}`)}`, sql`-${facts.position}`],
	}
	const source: Key[] = [
		{ of: microseconds(sql`${sources.createdAt}`), type: 'number' },
		{ of: sql`${sources.id}`, type: 'string' },
	]
	return [
		...(bySource ? source : []),
		...within[sort].map((of): Key => ({ of, type: 'number' })),
		{ of: sql`${facts.id}`, type: 'string' },
	]
}

/** The condition for what comes after the cursor. Throws BAD_REQUEST for a cursor of another order. */
export function after(keys: Key[], cursor: Cursor | undefined): SQL | undefined {
	if (!cursor) return undefined
	const fits = cursor.length === keys.length
	if (!fits || keys.some(({ type }, index) => typeof cursor[index] !== type))
		throw new TRPCError({
			code: 'BAD_REQUEST',
			message: 'cursor: It belongs to a list in another order. Begin without one.',
		})
	const values = cursor.map((value) =>
		typeof value === 'number' ? sql`${value}::bigint` : sql`${value}::uuid`,
	)
	return sql`(${joined(keys)}) > (${sql.join(values, sql`, `)})`
}

/** A row's keys, to be given back as a cursor. The drivers differ in whether they parse JSON. */
export function cursorOf(keys: Key[]) {
	return sql<Cursor>`jsonb_build_array(${joined(keys)})`.mapWith((value: string | Cursor) =>
		typeof value === 'string' ? (JSON.parse(value) as Cursor) : value,
	)
}

export const orderOf = (keys: Key[]): SQL[] => keys.map(({ of }) => of)

const joined = (keys: Key[]) => sql.join(orderOf(keys), sql`, `)

/** Greater than the length of any text, so that what has no place in it comes last. */
const afterAnyText = sql.raw('2147483647')

const urgency = sql`case ${facts.status} when 'pending' then 0 when 'needs_review' then 1 when 'flagged' then 2 when 'approved' then 3 else 4 end`

const microseconds = (time: SQL) => sql`(extract(epoch from ${time}) * 1000000)::bigint`
