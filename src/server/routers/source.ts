import { createHash } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/lib/vocabulary'
import { facts, sources } from '../db/schema'
import { missing } from '../seeding/guard'
import { storableText, title } from '../text'
import { projectExclusiveMutation, projectQuery, router } from '../trpc'

const SourceUrl = z
	.url({ protocol: /^https?$/, error: 'Give a URL that begins with http:// or https://' })
	.max(2_000)

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
			.where(eq(sources.projectId, project.id))
			.orderBy(asc(sources.createdAt), sources.id),
	),

	/** One source with its whole text. */
	get: projectQuery
		.input(z.object({ sourceId: z.uuid().toLowerCase() }))
		.query(async ({ ctx, input }) => {
			const [source] = await ctx.tx
				.select({ id: sources.id, title: sources.title, url: sources.url, text: sources.text })
				.from(sources)
				.where(and(eq(sources.projectId, ctx.project.id), eq(sources.id, input.sourceId)))
			if (!source) throw await missing(ctx.tx, ctx, { noun: 'source', id: input.sourceId })
			return source
		}),

	/** Adds a text. The same text twice leads to the source that exists; `created` tells which. */
	add: projectExclusiveMutation
		.input(
			z.object({
				title: title(limits.titleLength),
				url: SourceUrl.optional(),
				text: storableText(limits.sourceTextLength).min(1),
			}),
		)
		.mutation(async ({ ctx: { tx, project, leaseId }, input }) => {
			const textSha256 = createHash('sha256').update(input.text).digest('hex')
			const [existing] = await tx
				.select({ id: sources.id, title: sources.title })
				.from(sources)
				.where(and(eq(sources.projectId, project.id), eq(sources.textSha256, textSha256)))
			if (existing) return { ...existing, created: false }
			const [source] = await tx
				.insert(sources)
				.values({ ...input, projectId: project.id, textSha256, seeded: leaseId !== null })
				.returning({ id: sources.id, title: sources.title })
			return { ...source, created: true }
		}),
})
