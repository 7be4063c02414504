import { TRPCError } from '@trpc/server'
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/domain/limits'
import { requireLiveLease } from '@/isolation/guard'
import { ownership, visibleTo } from '@/isolation/ownership'
import { facts, outputs, projects, sources, workspaces } from '../db/schema'
import {
	projectExclusiveMutation,
	projectQuery,
	projectRestoration,
	publicProcedure,
	router,
} from '../ladder'
import { openDemo } from '../projects/open-demo'
import { title } from '../text-input'
import { inWorkspace } from '../workspaces/workspace-scope'

const countOf = (table: typeof facts | typeof sources | typeof outputs, live?: SQL) =>
	sql<number>`(select count(*)::int from ${table} where ${and(eq(table.projectId, projects.id), live)})`

export const projectRouter = router({
	/** The newest 200 with their counts. A leased caller sees what its lease owns. */
	list: publicProcedure.query(({ ctx }) =>
		ctx.database.run('read', async (tx) => {
			if (ctx.leaseId !== null) await requireLiveLease(tx, ctx.leaseId)
			return tx
				.select({
					id: projects.id,
					title: projects.title,
					workspace: { id: workspaces.id, name: workspaces.name },
					createdAt: sql<string>`to_char(${projects.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
					sourcesCount: countOf(sources, isNull(sources.deletedAt)),
					factsCount: countOf(facts, isNull(facts.deletedAt)),
					outputsCount: countOf(outputs, isNull(outputs.deletedAt)),
				})
				.from(projects)
				.innerJoin(workspaces, eq(workspaces.id, projects.workspaceId))
				.where(and(isNull(projects.deletedAt), visibleTo(ctx, sql`${projects.leaseId}`)))
				.orderBy(desc(projects.createdAt), projects.id)
				.limit(200)
		}),
	),

	get: projectQuery.query(({ ctx: { project } }) => ({
		id: project.id,
		title: project.title,
		workspaceId: project.workspaceId,
	})),

	create: publicProcedure
		.input(z.object({ workspaceId: z.uuid().toLowerCase(), title: title(limits.titleLength) }))
		.mutation(({ ctx, input }) =>
			inWorkspace(ctx, { workspaceId: input.workspaceId, access: 'add' }, async (tx) => {
				const owner = await ownership(tx, ctx)
				const [project] = await tx
					.insert(projects)
					.values({ ...owner, ...input })
					.returning({ id: projects.id, title: projects.title })
				return project
			}),
		),

	rename: projectExclusiveMutation
		.input(z.object({ title: title(limits.titleLength) }))
		.mutation(async ({ ctx: { tx, project }, input }) => {
			await tx.update(projects).set({ title: input.title }).where(eq(projects.id, project.id))
			return { id: project.id, title: input.title }
		}),

	remove: projectExclusiveMutation.mutation(async ({ ctx: { tx, project } }) => {
		await tx.update(projects).set({ deletedAt: new Date() }).where(eq(projects.id, project.id))
		return { id: project.id }
	}),

	/** Undoes `remove`. Throws CONFLICT where the project's workspace is deleted. */
	restore: projectRestoration.mutation(async ({ ctx: { tx, project } }) => {
		const [removed] = await tx
			.select({ name: workspaces.name })
			.from(workspaces)
			.where(and(eq(workspaces.id, project.workspaceId), isNotNull(workspaces.deletedAt)))
		if (removed)
			throw new TRPCError({
				code: 'CONFLICT',
				message: `The workspace “${removed.name}” of this project is deleted. Restore it first, then the project.`,
			})
		await tx.update(projects).set({ deletedAt: null }).where(eq(projects.id, project.id))
		return { id: project.id }
	}),

	/** Makes the demo project, or leads to the one that the caller has already. */
	openDemo: publicProcedure.mutation(({ ctx }) => openDemo(ctx)),
})
