import { count } from 'drizzle-orm'
import type { z } from 'zod'
import { type FactStatus, factStatuses } from '@/domain/fact-status'
import { facts } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { type FactFilter, matchingFacts } from './fact-filter'

/**
 * How many facts the filter lets through, and how many it would with one of its choices made anew: `statuses` by each
 * status alone, `pinned` for the pinned facts. One statement, so that the numbers fit each other.
 */
export async function countFacts(ctx: ProjectContext, filter: z.infer<typeof FactFilter>) {
	const { statuses = [], pinned, ...others } = filter
	const groups = await ctx.tx
		.select({ status: facts.status, pinned: facts.pinned, facts: count() })
		.from(facts)
		.where(await matchingFacts(ctx, others))
		.groupBy(facts.status, facts.pinned)
	type Group = (typeof groups)[number]
	const sum = (lets: (group: Group) => boolean) =>
		groups.filter(lets).reduce((all, group) => all + group.facts, 0)
	const isOfStatus = ({ status }: Group) => statuses.length === 0 || statuses.includes(status)
	const isOfPin = (group: Group) => pinned === undefined || group.pinned === pinned
	return {
		total: sum((group) => isOfStatus(group) && isOfPin(group)),
		statuses: Object.fromEntries(
			factStatuses.map((status) => [
				status,
				sum((group) => group.status === status && isOfPin(group)),
			]),
		) as Record<FactStatus, number>,
		pinned: sum((group) => group.pinned && isOfStatus(group)),
	}
}
