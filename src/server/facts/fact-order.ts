import { eq, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { limits } from '@/domain/limits'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { type FactFilter, type FactOrder, keysOf, matchingFacts, orderOf } from './fact-filter'

type View = z.infer<typeof FactFilter> & z.infer<typeof FactOrder>

/** The facts of a view in its order, by their ids. */
export type FactGroup = { source: { id: string; title: string } | null; ids: string[] }

/**
 * The ids of all facts of a view, as many as it holds, in groups of one source each or in a single group of none; and
 * how many facts there are in all.
 */
export async function orderedFacts(ctx: ProjectContext, view: View) {
	const matching = await matchingFacts(ctx, view)
	const groups = view.bySource
		? await groupsBySource(ctx, view, matching)
		: [{ source: null, ids: await idsInOrder(ctx, view, matching) }]
	const count = groups.reduce((sum, { ids }) => sum + ids.length, 0)
	const isWhole = count < limits.factsPerView
	return { groups, total: isWhole ? count : await ctx.tx.$count(facts, matching) }
}

async function idsInOrder(ctx: ProjectContext, view: View, matching: SQL | undefined) {
	const rows = await ctx.tx
		.select({ id: facts.id })
		.from(facts)
		.where(matching)
		.orderBy(...orderOf(keysOf(view)))
		.limit(limits.factsPerView)
	return rows.map(({ id }) => id)
}

async function groupsBySource(ctx: ProjectContext, view: View, matching: SQL | undefined) {
	const rows = await ctx.tx
		.select({ id: facts.id, source: { id: sources.id, title: sources.title } })
		.from(facts)
		.innerJoin(sources, eq(sources.id, facts.sourceId))
		.where(matching)
		.orderBy(...orderOf(keysOf(view)))
		.limit(limits.factsPerView)
	const groups = new Map<string, FactGroup>()
	for (const { id, source } of rows) {
		const group = groups.get(source.id)
		if (group) group.ids.push(id)
		else groups.set(source.id, { source, ids: [id] })
	}
	return [...groups.values()]
}
