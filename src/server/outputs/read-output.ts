import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { outputs } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { citedFacts } from './cited-facts'
import { outputInProject } from './output-in-project'

/** An output, compared with its facts as they are now and with the previous output of the same mode and the same facts. Throws NOT_FOUND. */
export async function readOutput(ctx: ProjectContext, outputId: string) {
	const [output] = await ctx.tx
		.select()
		.from(outputs)
		.where(and(outputInProject(ctx, outputId), isNull(outputs.deletedAt)))
	if (!output) throw await notInProject(ctx, 'output', outputId)
	const [previous] = await ctx.tx
		.select({ id: outputs.id, createdAt: outputs.createdAt, content: outputs.content })
		.from(outputs)
		.where(
			and(
				eq(outputs.projectId, ctx.project.id),
				isNull(outputs.deletedAt),
				eq(outputs.mode, output.mode),
				sql`(${outputs.createdAt}, ${outputs.id}) < (select o.created_at, o.id from outputs o where o.id = ${outputId})`,
				sql`${outputs.factIds} = (select o.fact_ids from outputs o where o.id = ${outputId})`,
			),
		)
		.orderBy(desc(outputs.createdAt), desc(outputs.id))
		.limit(1)
	return {
		...output,
		citedFacts: await citedFacts(ctx, outputId),
		previous: previous && {
			id: previous.id,
			createdAt: previous.createdAt,
			isSame: previous.content === output.content,
		},
	}
}
