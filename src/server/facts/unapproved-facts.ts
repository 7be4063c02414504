import { and, eq, inArray, isNull } from 'drizzle-orm'
import { facts } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'

/** Those of the facts that nobody approved. Throws NOT_FOUND for a fact that is not in the project. */
export async function unapprovedFacts(ctx: ProjectContext, factIds: string[]) {
	const found = await ctx.tx
		.select({ id: facts.id, claim: facts.claim, status: facts.status })
		.from(facts)
		.where(
			and(eq(facts.projectId, ctx.project.id), isNull(facts.deletedAt), inArray(facts.id, factIds)),
		)
	const foundIds = new Set(found.map(({ id }) => id))
	const lost = factIds.find((id) => !foundIds.has(id))
	if (lost) throw await notInProject(ctx, 'fact', lost)
	return found.filter(({ status }) => status !== 'approved')
}
