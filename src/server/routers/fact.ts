import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/domain/limits'
import { RowId } from '@/isolation/protocol'
import { facts, sources } from '../db/schema'
import { addFact, NewFact } from '../facts/add-fact'
import { Annotation, annotate } from '../facts/annotate'
import { changeFacts, FactChanges } from '../facts/change-facts'
import { countFacts } from '../facts/count-facts'
import { ClaimEdit, editClaim } from '../facts/edit-claim'
import {
	after,
	FactCursor,
	FactFilter,
	FactOrder,
	keysOf,
	matchingFacts,
} from '../facts/fact-filter'
import { orderedFacts } from '../facts/fact-order'
import { pageOf, shown } from '../facts/fact-page'
import { tagsOf } from '../facts/fact-tags'
import { FactIds, factsByIds } from '../facts/facts-by-ids'
import { FactImport, importFacts } from '../facts/import-facts'
import { NewQuote, requote } from '../facts/requote'
import { undecidedFacts } from '../facts/undecided-facts'
import { projectExclusiveMutation, projectMutation, projectQuery, router } from '../ladder'
import { notInProject } from '../projects/not-in-project'

export const factRouter = router({
	/** A page of the facts that the filter lets through, and how many these are in all. */
	list: projectQuery
		.input(
			FactFilter.extend(FactOrder.shape).extend({
				cursor: FactCursor.optional(),
				limit: z.int().min(1).max(200).default(100),
			}),
		)
		.query(async ({ ctx, input }) => {
			const keys = keysOf(input)
			const matching = await matchingFacts(ctx, input)
			const { rows, isLast } = await pageOf(ctx.tx, {
				...{ keys, limit: input.limit, where: and(matching, after(keys, input.cursor)) },
			})
			return {
				facts: rows.map(({ cursor, ...fact }) => fact),
				total: await ctx.tx.$count(facts, matching),
				nextCursor: isLast ? null : (rows.at(-1)?.cursor ?? null),
			}
		}),

	/** The ids of all facts that the filter lets through, as many as a view holds, in the order that is asked for. */
	order: projectQuery
		.input(FactFilter.extend(FactOrder.shape))
		.query(({ ctx, input }) => orderedFacts(ctx, input)),

	/** Facts of `order`, whole. */
	byIds: projectQuery
		.input(z.object({ factIds: FactIds }))
		.query(({ ctx, input }) => factsByIds(ctx, input.factIds)),

	/** How many facts the filter lets through, and how many it would with another status or the pinned facts. */
	counts: projectQuery.input(FactFilter).query(({ ctx, input }) => countFacts(ctx, input)),

	/** The ids of all facts that the filter lets through, as many as a view holds, in the order of the project. */
	matchingIds: projectQuery.input(FactFilter).query(async ({ ctx, input }) => {
		const rows = await ctx.tx
			.select({ id: facts.id })
			.from(facts)
			.where(await matchingFacts(ctx, input))
			.orderBy(asc(facts.position), asc(facts.id))
			.limit(limits.factsPerView)
		return rows.map(({ id }) => id)
	}),

	/** The ids of the facts that are still to review: pending, or marked as needing review. */
	undecided: projectQuery.query(async ({ ctx }) => ({ ids: await undecidedFacts(ctx) })),

	get: projectQuery.input(z.object({ factId: RowId })).query(async ({ ctx, input }) => {
		const [fact] = await ctx.tx
			.select(shown)
			.from(facts)
			.innerJoin(sources, eq(sources.id, facts.sourceId))
			.where(
				and(
					eq(facts.projectId, ctx.project.id),
					isNull(facts.deletedAt),
					eq(facts.id, input.factId),
				),
			)
		if (!fact) throw await notInProject(ctx, 'fact', input.factId)
		return fact
	}),

	/** With `quoteStart` and `quoteEnd` the quote is cut from the source's text, so that it is verbatim. */
	add: projectExclusiveMutation.input(NewFact).mutation(({ ctx, input }) => addFact(ctx, input)),

	/** Adds facts of a file, all or none; those that the project has already are left out and counted. */
	import: projectExclusiveMutation
		.input(FactImport)
		.mutation(({ ctx, input }) => importFacts(ctx, input.facts)),

	editClaim: projectMutation.input(ClaimEdit).mutation(({ ctx, input }) => editClaim(ctx, input)),

	/** Gives a fact another quote, cut from its source's text, or takes its quote back. The fact is pending again. */
	requote: projectMutation.input(NewQuote).mutation(({ ctx, input }) => requote(ctx, input)),

	/** Sets the note and the tags of a fact. */
	annotate: projectMutation.input(Annotation).mutation(({ ctx, input }) => annotate(ctx, input)),

	/** The tags of the project's facts by name, each with how many facts have it. */
	tags: projectQuery.query(({ ctx }) => tagsOf(ctx)),

	/** Changes, deletes (`removed`) or restores any number of facts at once, all or none. The answer's `undo` holds the `changes` that take it back. */
	change: projectMutation
		.input(z.object({ changes: FactChanges }))
		.mutation(({ ctx, input }) => changeFacts(ctx, input.changes)),
})
