import { and, eq, isNull, sql } from 'drizzle-orm'
import { queryRows } from '../db/client'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'

type Place = { place: number; total: number; previousId: string | null; nextId: string | null }

/** A fact with its source and its neighbours in the source's text. Facts without a quote come last. Throws NOT_FOUND. */
export async function evidenceOf(ctx: ProjectContext, factId: string) {
	const { tx, project } = ctx
	const [fact] = await tx
		.select({
			id: facts.id,
			claim: facts.claim,
			quote: facts.quote,
			quoteStart: facts.quoteStart,
			quoteEnd: facts.quoteEnd,
			status: facts.status,
			note: facts.note,
			tags: facts.tags,
			version: facts.version,
			source: { id: sources.id, title: sources.title, url: sources.url },
		})
		.from(facts)
		.innerJoin(sources, eq(sources.id, facts.sourceId))
		.where(and(eq(facts.projectId, project.id), isNull(facts.deletedAt), eq(facts.id, factId)))
	if (!fact) throw await notInProject(ctx, 'fact', factId)
	const [neighbours] = await queryRows<Place>(
		tx,
		sql`select place, total, "previousId", "nextId" from (
				select id, row_number() over reading as place, count(*) over () as total,
					lag(id) over reading as "previousId", lead(id) over reading as "nextId"
				from facts where source_id = ${fact.source.id} and deleted_at is null
				window reading as (order by quote_start nulls last, position, id)) placed
			where id = ${fact.id}`,
	)
	if (!neighbours) throw new Error('A fact has no place among the facts of its source')
	const { previousId, nextId } = neighbours
	return {
		fact,
		...{ place: Number(neighbours.place), total: Number(neighbours.total), previousId, nextId },
	}
}
