import { TRPCError } from '@trpc/server'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { withoutByteOrderMark } from '@/domain/byte-order-mark'
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
	const { quoteStart, quoteEnd } = input
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
				...(quoteStart !== undefined &&
					quoteEnd !== undefined &&
					cutQuote(source.text, { quoteStart, quoteEnd })),
				position: sql`(select coalesce(max(position), 0) + 1 from ${facts} where ${facts.projectId} = ${project.id})`,
			})
			.returning({ id: facts.id, position: facts.position }),
	)
}

/**
 * A passage of a source's text as a quote, which begins after byte order marks at the passage's beginning, as the embedded
 * database would lose one. Throws BAD_REQUEST where the passage is none of the text, has nothing else in it, or is too long.
 */
export function cutQuote(text: string, given: { quoteStart: number; quoteEnd: number }) {
	const { quoteEnd } = given
	const quote = withoutByteOrderMark(text.slice(given.quoteStart, quoteEnd))
	const quoteStart = quoteEnd - quote.length
	if (quote === '' || quoteEnd > text.length || !quote.isWellFormed())
		throw new TRPCError({
			code: 'BAD_REQUEST',
			message: `quoteEnd: ${given.quoteStart} to ${quoteEnd} is no passage of the source's ${text.length} characters.`,
		})
	if (Buffer.byteLength(quote) > limits.quoteBytes)
		throw new TRPCError({
			code: 'BAD_REQUEST',
			message: `quoteEnd: The passage has ${kilobytes(Buffer.byteLength(quote))}; a quote has ${kilobytes(limits.quoteBytes)} at most. Choose a shorter passage.`,
		})
	return { quote, quoteStart, quoteEnd }
}
