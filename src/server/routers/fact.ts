import { TRPCError } from '@trpc/server'
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { factStatuses, limits } from '@/lib/vocabulary'
import { type Fact, facts, sources } from '../db/schema'
import { missing } from '../seeding/guard'
import { storableText, title } from '../text'
import {
	type ProjectContext,
	projectExclusiveMutation,
	projectMutation,
	projectQuery,
	router,
} from '../trpc'

const FactId = z.object({ factId: z.uuid().toLowerCase() })
const Cursor = z.object({ position: z.int().min(0).max(2_147_483_647), id: z.uuid().toLowerCase() })

export const factRouter = router({
	/** A page of facts in the order of the project; `search` finds words in claim or quote, whatever their case. */
	list: projectQuery
		.input(
			z.object({
				search: storableText(200).trim().optional(),
				cursor: Cursor.optional(),
				limit: z.int().min(1).max(200).default(100),
			}),
		)
		.query(async ({ ctx: { tx, project }, input }) => {
			const matching = and(
				eq(facts.projectId, project.id),
				isNull(facts.deletedAt),
				containsText(input.search),
			)
			const after =
				input.cursor &&
				sql`(${facts.position}, ${facts.id}) > (${input.cursor.position}, ${input.cursor.id}::uuid)`
			const rows = await tx
				.select({
					id: facts.id,
					claim: facts.claim,
					quote: facts.quote,
					quoteStart: facts.quoteStart,
					quoteEnd: facts.quoteEnd,
					status: facts.status,
					keyClaim: facts.keyClaim,
					pinned: facts.pinned,
					confidence: facts.confidence,
					position: facts.position,
					source: { id: sources.id, title: sources.title },
				})
				.from(facts)
				.innerJoin(sources, eq(sources.id, facts.sourceId))
				.where(and(matching, after))
				.orderBy(asc(facts.position), asc(facts.id))
				.limit(input.limit + 1)
			const page = rows.slice(0, input.limit)
			const last = page.at(-1)
			return {
				facts: page,
				total: await tx.$count(facts, matching),
				nextCursor:
					rows.length > page.length && last ? { position: last.position, id: last.id } : null,
			}
		}),

	/** Adds a fact at the end. With `quoteStart` and `quoteEnd` the quote is cut from the source's text, so that it is verbatim. */
	add: projectExclusiveMutation
		.input(
			z
				.object({
					sourceId: z.uuid().toLowerCase(),
					claim: title(limits.claimLength),
					quoteStart: z.int().min(0).optional(),
					quoteEnd: z.int().min(1).optional(),
				})
				.refine(
					(input) =>
						(input.quoteStart === undefined) === (input.quoteEnd === undefined) &&
						(input.quoteStart ?? 0) < (input.quoteEnd ?? 1),
					{ path: ['quoteEnd'], message: 'Give quoteStart and a greater quoteEnd, or neither' },
				),
		)
		.mutation(async ({ ctx, input }) => {
			const { tx, project } = ctx
			const [source] = await tx
				.select({ text: sources.text })
				.from(sources)
				.where(and(eq(sources.projectId, project.id), eq(sources.id, input.sourceId)))
			if (!source) throw await missing(tx, ctx, { noun: 'source', id: input.sourceId })
			const [fact] = await tx
				.insert(facts)
				.values({
					projectId: project.id,
					sourceId: input.sourceId,
					claim: input.claim,
					...cutQuote(source.text, input),
					position: sql`(select coalesce(max(position), 0) + 1 from ${facts} where ${facts.projectId} = ${project.id})`,
				})
				.returning({ id: facts.id, position: facts.position })
			return fact
		}),

	setStatus: projectMutation
		.input(FactId.extend({ status: z.enum(factStatuses) }))
		.mutation(({ ctx, input }) => updateFact(ctx, input.factId, { status: input.status })),

	setPinned: projectMutation
		.input(FactId.extend({ pinned: z.boolean() }))
		.mutation(({ ctx, input }) => updateFact(ctx, input.factId, { pinned: input.pinned })),

	remove: projectMutation.input(FactId).mutation(async ({ ctx, input }) => {
		const { id } = await updateFact(ctx, input.factId, { deletedAt: new Date() })
		return { id }
	}),
})

function containsText(search: string | undefined): SQL | undefined {
	if (!search) return undefined
	const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
	return sql`(${facts.claim} ilike ${pattern} or ${facts.quote} ilike ${pattern})`
}

function cutQuote(
	text: string,
	{ quoteStart, quoteEnd }: { quoteStart?: number; quoteEnd?: number },
) {
	if (quoteStart === undefined || quoteEnd === undefined) return {}
	const quote = text.slice(quoteStart, quoteEnd)
	if (quoteEnd > text.length || !quote.isWellFormed())
		throw new TRPCError({
			code: 'BAD_REQUEST',
			message: `quoteEnd: ${quoteStart} to ${quoteEnd} is no passage of the source's ${text.length} characters.`,
		})
	return { quote, quoteStart, quoteEnd }
}

async function updateFact(
	ctx: ProjectContext,
	factId: string,
	change: Partial<Pick<Fact, 'status' | 'pinned' | 'deletedAt'>>,
) {
	const [updated] = await ctx.tx
		.update(facts)
		.set({ ...change, version: sql`${facts.version} + 1` })
		.where(and(eq(facts.projectId, ctx.project.id), isNull(facts.deletedAt), eq(facts.id, factId)))
		.returning({ id: facts.id, status: facts.status, pinned: facts.pinned })
	if (!updated) throw await missing(ctx.tx, ctx, { noun: 'fact', id: factId })
	return updated
}
