import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/domain/limits'
import { RowId } from '@/isolation/protocol'
import { facts } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import type { Key } from './fact-filter'
import { pageOf } from './fact-page'

export const FactIds = z.array(RowId).min(1).max(limits.factsPerRead)

const byId: Key[] = [{ of: sql`${facts.id}`, type: 'string' }]

/**
 * The facts with these ids, in no order. One that was removed is left out; `isWhole` is false where more are left out
 * because `limits.pageBytes` are reached. Throws NOT_FOUND for a fact that never was in the project.
 */
export async function factsByIds(ctx: ProjectContext, ids: string[]) {
	const inProject = eq(facts.projectId, ctx.project.id)
	const { rows, isLast } = await pageOf(ctx.tx, {
		keys: byId,
		where: and(inProject, isNull(facts.deletedAt), inArray(facts.id, ids)),
		limit: ids.length,
	})
	if (isLast && rows.length < ids.length) {
		const known = await ctx.tx
			.select({ id: facts.id })
			.from(facts)
			.where(and(inProject, inArray(facts.id, ids)))
		const lost = ids.find((id) => !known.some((fact) => fact.id === id))
		if (lost) throw await notInProject(ctx, 'fact', lost)
	}
	return { facts: rows.map(({ cursor, ...fact }) => fact), isWhole: isLast }
}
