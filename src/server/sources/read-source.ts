import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { liveSource } from './live-source'

/** A source with its whole text. Throws NOT_FOUND. */
export async function readSource(ctx: ProjectContext, sourceId: string) {
	const [source] = await ctx.tx
		.select({ id: sources.id, title: sources.title, url: sources.url, text: sources.text })
		.from(sources)
		.where(liveSource(ctx, sourceId))
	if (!source) throw await notInProject(ctx, 'source', sourceId)
	return source
}

/** The passages of a source that facts quote, each once, in the order of the text; at most 5,000. Throws NOT_FOUND. */
export async function quotedPassages(ctx: ProjectContext, sourceId: string) {
	const known = await ctx.tx.$count(sources, liveSource(ctx, sourceId))
	if (known === 0) throw await notInProject(ctx, 'source', sourceId)
	return ctx.tx
		.selectDistinct({
			start: sql<number>`${facts.quoteStart}`,
			end: sql<number>`${facts.quoteEnd}`,
		})
		.from(facts)
		.where(and(eq(facts.sourceId, sourceId), isNull(facts.deletedAt), isNotNull(facts.quoteStart)))
		.orderBy(asc(facts.quoteStart), asc(facts.quoteEnd))
		.limit(5_000)
}
