import { TRPCError } from '@trpc/server'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/domain/limits'
import { kilobytes } from '@/domain/text-size'
import { RowId } from '@/isolation/protocol'
import { one } from '../db/one'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { liveSource } from '../sources/live-source'
import { title } from '../text-input'

export const NewFact = z
	.object({
		sourceId: RowId,
		claim: title(limits.claimLength),
		quoteStart: z.int().min(0).optional(),
		quoteEnd: z.int().min(1).optional(),
	})
	.refine(
		(input) =>
			(input.quoteStart === undefined) === (input.quoteEnd === undefined) &&
			(input.quoteStart ?? 0) < (input.quoteEnd ?? 1),
		{ path: ['quoteEnd'], message: 'Give quoteStart and a greater quoteEnd, or neither' },
	)

/** Adds a fact at the end, its quote cut from the source's text. */
export async function addFact(ctx: ProjectContext, input: z.infer<typeof NewFact>) {
	const { tx, project } = ctx
	const [source] = await tx
		.select({ text: sources.text })
		.from(sources)
		.where(liveSource(ctx, input.sourceId))
	if (!source) throw await notInProject(ctx, 'source', input.sourceId)
	return one(
		await tx
			.insert(facts)
			.values({
				projectId: project.id,
				sourceId: input.sourceId,
				claim: input.claim,
				...cutQuote(source.text, input),
				position: sql`(select coalesce(max(position), 0) + 1 from ${facts} where ${facts.projectId} = ${project.id})`,
			})
			.returning({ id: facts.id, position: facts.position }),
	)
}

/** The columns of a quote at this place of the text; none without a place. Throws BAD_REQUEST where there is no passage, or a long one. */
export function cutQuote(
	text: string,
	{ quoteStart, quoteEnd }: { quoteStart?: number; quoteEnd?: number },
): { quote?: string; quoteStart?: number; quoteEnd?: number } {
	if (quoteStart === undefined || quoteEnd === undefined) return {}
	const quote = text.slice(quoteStart, quoteEnd)
	if (quoteEnd > text.length || !quote.isWellFormed())
		throw new TRPCError({
			code: 'BAD_REQUEST',
			message: `quoteEnd: ${quoteStart} to ${quoteEnd} is no passage of the source's ${text.length} characters.`,
		})
	if (Buffer.byteLength(quote) > limits.quoteBytes)
		throw new TRPCError({
			code: 'BAD_REQUEST',
			message: `quoteEnd: The passage has ${kilobytes(Buffer.byteLength(quote))}; a quote has ${kilobytes(limits.quoteBytes)} at most. Choose a shorter passage.`,
		})
	return { quote, quoteStart, quoteEnd }
}
