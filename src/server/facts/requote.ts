import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { cutQuote } from './add-fact'
import { editFact, GivenBack, SeenFact } from './edit-fact'

/** UTF-16 offsets into the source's text; both null to take the quote back. */
export const NewQuote = SeenFact.extend({
	quoteStart: z.int().min(0).nullable(),
	quoteEnd: z.int().min(1).nullable(),
})
	.extend(GivenBack.shape)
	.refine(
		({ quoteStart, quoteEnd }) =>
			(quoteStart === null) === (quoteEnd === null) && (quoteStart ?? 0) < (quoteEnd ?? 1),
		{ path: ['quoteEnd'], message: 'Give quoteStart and a greater quoteEnd, or null for both' },
	)

/**
 * Gives a fact another quote of its source, or none; the claim stays. What the quote supports is a new decision, so
 * the fact is pending again. Throws BAD_REQUEST for what is no passage of the source.
 */
export async function requote(ctx: ProjectContext, input: z.infer<typeof NewQuote>) {
	const { tx, project } = ctx
	const { factId, quoteStart, quoteEnd } = input
	const [source] = await tx
		.select({ text: sources.text })
		.from(facts)
		.innerJoin(sources, eq(sources.id, facts.sourceId))
		.where(and(eq(facts.projectId, project.id), isNull(facts.deletedAt), eq(facts.id, factId)))
	if (!source) throw await notInProject(ctx, 'fact', factId)
	const none = { quote: null, quoteStart: null, quoteEnd: null }
	const passage = quoteStart !== null && quoteEnd !== null && { quoteStart, quoteEnd }
	return editFact(ctx, input, {
		values: passage ? cutQuote(source.text, passage) : none,
		status: input.status ?? 'pending',
		nowReads: ({ quote }) =>
			quote === null ? 'it has no quote now.' : `its quote now reads “${quote}”.`,
	})
}
