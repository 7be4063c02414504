import { createHash } from 'node:crypto'
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/domain/limits'
import { requestBytes } from '@/domain/text-size'
import { missing } from '@/isolation/guard'
import { facts, sources } from '../db/schema'
import { projectExclusiveMutation, projectMutation, projectQuery, router } from '../ladder'
import { evidenceOf } from '../sources/evidence'
import { liveSource, liveSourceOfText } from '../sources/live-source'
import { coverageOf } from '../sources/source-coverage'
import { removeSource, restoreSource } from '../sources/source-removal'
import { storableText, title } from '../text-input'

const uuid = z.uuid().toLowerCase()
const SourceId = z.object({ sourceId: uuid })

const SourceUrl = storableText(2_000).pipe(
	z.url({ protocol: /^https?$/, error: 'Give a URL that begins with http:// or https://' }),
)

const SourceText = storableText(limits.sourceTextBytes)
	.min(1)
	.refine((text) => requestBytes(text) <= limits.sourceTextBytes, {
		message: 'The text is over 1 MB: split it into two sources',
	})

export const sourceRouter = router({
	list: projectQuery.query(({ ctx: { tx, project } }) =>
		tx
			.select({
				id: sources.id,
				title: sources.title,
				url: sources.url,
				characters: sql<number>`length(${sources.text})`,
				factsCount: sql<number>`(select count(*)::int from ${facts} f where f.source_id = ${sources}.id and f.deleted_at is null)`,
			})
			.from(sources)
			.where(and(eq(sources.projectId, project.id), isNull(sources.deletedAt)))
			.orderBy(asc(sources.createdAt), sources.id),
	),

	/** One source with its whole text. */
	get: projectQuery.input(SourceId).query(async ({ ctx, input }) => {
		const [source] = await ctx.tx
			.select({ id: sources.id, title: sources.title, url: sources.url, text: sources.text })
			.from(sources)
			.where(liveSource(ctx, input.sourceId))
		if (!source) throw await missing(ctx.tx, ctx, { noun: 'source', id: input.sourceId })
		return source
	}),

	/** The passages of a source that facts quote, each once, in the order of the text. */
	passages: projectQuery.input(SourceId).query(async ({ ctx, input }) => {
		const [source] = await ctx.tx
			.select({ id: sources.id })
			.from(sources)
			.where(liveSource(ctx, input.sourceId))
		if (!source) throw await missing(ctx.tx, ctx, { noun: 'source', id: input.sourceId })
		return ctx.tx
			.selectDistinct({
				start: sql<number>`${facts.quoteStart}`,
				end: sql<number>`${facts.quoteEnd}`,
			})
			.from(facts)
			.where(
				and(eq(facts.sourceId, source.id), isNull(facts.deletedAt), isNotNull(facts.quoteStart)),
			)
			.orderBy(asc(facts.quoteStart), asc(facts.quoteEnd))
			.limit(5_000)
	}),

	/** One fact and its neighbours in the same source. */
	evidence: projectQuery
		.input(z.object({ factId: uuid }))
		.query(({ ctx, input }) => evidenceOf(ctx, input.factId)),

	/** How many facts lie where in each source, by status. */
	coverage: projectQuery.query(({ ctx: { tx, project } }) => coverageOf(tx, project.id)),

	/** Adds a text. The same text twice leads to the source that exists; `created` tells which. */
	add: projectExclusiveMutation
		.input(
			z.object({
				title: title(limits.titleLength),
				url: SourceUrl.optional(),
				text: SourceText,
			}),
		)
		.mutation(async ({ ctx, input }) => {
			const { tx, project, leaseId } = ctx
			const textSha256 = createHash('sha256').update(input.text).digest('hex')
			const existing = await liveSourceOfText(ctx, textSha256)
			if (existing) return { ...existing, created: false }
			const [source] = await tx
				.insert(sources)
				.values({ ...input, projectId: project.id, textSha256, seeded: leaseId !== null })
				.returning({ id: sources.id, title: sources.title })
			if (!source) throw new Error('The insert of a source returned no row')
			return { ...source, created: true }
		}),

	rename: projectMutation
		.input(SourceId.extend({ title: title(limits.titleLength) }))
		.mutation(async ({ ctx, input }) => {
			const [renamed] = await ctx.tx
				.update(sources)
				.set({ title: input.title })
				.where(liveSource(ctx, input.sourceId))
				.returning({ id: sources.id, title: sources.title })
			if (!renamed) throw await missing(ctx.tx, ctx, { noun: 'source', id: input.sourceId })
			return renamed
		}),

	/** Deletes a source with its facts, whose ids the answer names. What cites them keeps what it cited. */
	remove: projectExclusiveMutation
		.input(SourceId)
		.mutation(({ ctx, input }) => removeSource(ctx, input.sourceId)),

	/** Undoes `remove`: the facts that went with the source come back, those deleted before it do not. */
	restore: projectExclusiveMutation
		.input(SourceId)
		.mutation(({ ctx, input }) => restoreSource(ctx, input.sourceId)),
})
