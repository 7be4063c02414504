import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { cutQuote, isPassageOrNone, Passage } from './add-fact'
import { SeenFact, updateAtVersion } from './at-version'

/** Without a passage the quote is taken back. */
export const NewQuote = SeenFact.extend(Passage.shape).refine(...isPassageOrNone)

/**
 * Gives a fact another quote of its source, or none; the claim stays. What the quote supports is a new decision, so
 * the fact is pending again, unless it has this very quote. Throws NOT_FOUND, CONFLICT where the fact was changed since
 * it was read, and BAD_REQUEST for what is no passage of the source.
 */
export async function requote(ctx: ProjectContext, input: z.infer<typeof NewQuote>) {
	const { tx, project } = ctx
	const [source] = await tx
		.select({ text: sources.text })
		.from(facts)
		.innerJoin(sources, eq(sources.id, facts.sourceId))
		.where(
			and(eq(facts.projectId, project.id), isNull(facts.deletedAt), eq(facts.id, input.factId)),
		)
	if (!source) throw await notInProject(ctx, 'fact', input.factId)
	const quote = cutQuote(source.text, input) ?? { quote: null, quoteStart: null, quoteEnd: null }
	const isSame = sql`${facts.quoteStart} is not distinct from ${quote.quoteStart}::int and ${facts.quoteEnd} is not distinct from ${quote.quoteEnd}::int`
	return updateAtVersion(ctx, input, {
		set: { ...quote, status: sql`case when ${isSame} then ${facts.status} else 'pending' end` },
		nowReads: (current) =>
			current.quote === null ? 'it has no quote now.' : `its quote now reads “${current.quote}”.`,
	})
}
