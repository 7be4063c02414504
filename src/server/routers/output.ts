import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { limits, outputModes } from '@/lib/vocabulary'
import { facts, outputs, sources } from '../db/schema'
import { missing } from '../seeding/guard'
import { citationOrder } from '../synthesis/citations'
import { synthesise } from '../synthesis/synthesise'
import { projectQuery, publicProcedure, router } from '../trpc'

const uuid = z.uuid().toLowerCase()

export const outputRouter = router({
	/** Writes, stores and returns a synthesis of the chosen facts. */
	generate: publicProcedure
		.input(
			z.object({
				projectId: uuid,
				mode: z.enum(outputModes),
				factIds: z
					.array(uuid)
					.min(1, 'Select at least one fact')
					.max(limits.factsPerSynthesis, `Select at most ${limits.factsPerSynthesis} facts`)
					.refine((ids) => new Set(ids).size === ids.length, 'A fact is selected twice'),
			}),
		)
		.mutation(async ({ ctx, input, signal }) => {
			const { id } = await synthesise(ctx, { ...input, signal })
			return { id }
		}),

	/** The newest 100, newest first, without their content. */
	list: projectQuery.query(({ ctx: { tx, project } }) =>
		tx
			.select({
				id: outputs.id,
				title: outputs.title,
				mode: outputs.mode,
				sourcesCount: outputs.sourcesCount,
				createdAt: outputs.createdAt,
			})
			.from(outputs)
			.where(eq(outputs.projectId, project.id))
			.orderBy(desc(outputs.createdAt), desc(outputs.id))
			.limit(100),
	),

	/** One output with the quotes behind its citations; `number` is what `[n]` in the content means. */
	get: projectQuery.input(z.object({ outputId: uuid })).query(async ({ ctx, input }) => {
		const [output] = await ctx.tx
			.select()
			.from(outputs)
			.where(and(eq(outputs.projectId, ctx.project.id), eq(outputs.id, input.outputId)))
		if (!output) throw await missing(ctx.tx, ctx, { noun: 'output', id: input.outputId })
		const order = citationOrder(output.blocks)
		const cited = await ctx.tx
			.select({
				id: facts.id,
				claim: facts.claim,
				quote: facts.quote,
				source: { id: sources.id, title: sources.title, url: sources.url },
			})
			.from(facts)
			.innerJoin(sources, eq(sources.id, facts.sourceId))
			.where(and(eq(facts.projectId, ctx.project.id), inArray(facts.id, order)))
		const { id, title, mode, content, blocks, sourcesCount, engine, engineVersion, createdAt } =
			output
		return {
			...{ id, title, mode, content, blocks, sourcesCount, engine, engineVersion, createdAt },
			citations: cited
				.map((fact) => ({ ...fact, number: order.indexOf(fact.id) + 1 }))
				.sort((one, other) => one.number - other.number),
		}
	}),
})
