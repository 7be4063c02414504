import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/lib/vocabulary'
import { workspaces } from '../db/schema'
import { openWorkspace, requireLiveLease } from '../seeding/guard'
import { ownership, visibleTo } from '../seeding/ownership'
import { title } from '../text'
import { publicProcedure, router } from '../trpc'

export const workspaceRouter = router({
	/** The newest 200. A leased caller sees what its lease owns, others nothing that seeding made for itself. */
	list: publicProcedure.query(({ ctx }) =>
		ctx.database.db.transaction(
			async (tx) => {
				if (ctx.leaseId !== null) await requireLiveLease(tx, ctx.leaseId)
				return tx
					.select({ id: workspaces.id, name: workspaces.name })
					.from(workspaces)
					.where(
						and(
							ctx.leaseId === null ? isNull(workspaces.seedProjectId) : undefined,
							visibleTo(
								ctx,
								sql`coalesce(${workspaces.leaseId},
					(select p.lease_id from projects p where p.id = ${workspaces.seedProjectId}))`,
							),
						),
					)
					.orderBy(sql`${workspaces.createdAt} desc, ${workspaces.id}`)
					.limit(200)
			},
			{ isolationLevel: 'repeatable read' },
		),
	),

	create: publicProcedure
		.input(z.object({ name: title(limits.titleLength) }))
		.mutation(({ ctx, input }) =>
			ctx.database.db.transaction(async (tx) => {
				const { leaseId } = await ownership(tx, ctx)
				const [workspace] = await tx
					.insert(workspaces)
					.values({ name: input.name, leaseId })
					.returning({ id: workspaces.id, name: workspaces.name })
				return workspace
			}),
		),

	rename: publicProcedure
		.input(z.object({ workspaceId: z.uuid().toLowerCase(), name: title(limits.titleLength) }))
		.mutation(({ ctx, input: { workspaceId, name } }) =>
			ctx.database.db.transaction(async (tx) => {
				// In the order in which a seed takes the rows, so that the two wait for each other and never deadlock.
				await tx
					.select({ id: workspaces.id })
					.from(workspaces)
					.where(eq(workspaces.id, workspaceId))
					.for('no key update')
				if (ctx.leaseId !== null) await requireLiveLease(tx, ctx.leaseId, true)
				await openWorkspace(tx, { workspaceId, caller: ctx })
				await tx.update(workspaces).set({ name }).where(eq(workspaces.id, workspaceId))
				return { id: workspaceId, name }
			}),
		),
})
