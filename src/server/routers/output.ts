import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { limits, outputModes } from '@/lib/vocabulary'
import { outputs } from '../db/schema'
import { missing } from '../seeding/guard'
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
			.where(and(eq(outputs.projectId, project.id), isNull(outputs.deletedAt)))
			.orderBy(desc(outputs.createdAt), desc(outputs.id))
			.limit(100),
	),

	/** One output with its citations; a citation's `number` is what `[n]` in the content means. */
	get: projectQuery.input(z.object({ outputId: uuid })).query(async ({ ctx, input }) => {
		const [output] = await ctx.tx
			.select()
			.from(outputs)
			.where(
				and(
					eq(outputs.projectId, ctx.project.id),
					isNull(outputs.deletedAt),
					eq(outputs.id, input.outputId),
				),
			)
		if (!output) throw await missing(ctx.tx, ctx, { noun: 'output', id: input.outputId })
		const { id, title, mode, content, blocks, citations, factIds } = output
		const { sourcesCount, engine, engineVersion, createdAt } = output
		return {
			...{ id, title, mode, content, blocks, citations, factIds },
			...{ sourcesCount, engine, engineVersion, createdAt },
		}
	}),
})
