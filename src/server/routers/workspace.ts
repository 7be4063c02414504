import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/domain/limits'
import { mayPass, openProject, requireLiveLease } from '@/isolation/guard'
import { ownership, visibleTo } from '@/isolation/ownership'
import type { Tx } from '../db/client'
import { deletionTime, deletionTimeOf } from '../db/deletion-time'
import { projects, workspaces } from '../db/schema'
import type { RequestContext } from '../http/request-context'
import { publicProcedure, router } from '../ladder'
import { title } from '../text-input'
import { inWorkspace } from '../workspaces/workspace-scope'

const WorkspaceId = z.object({ workspaceId: z.uuid().toLowerCase() })

export const workspaceRouter = router({
	/** The newest 200. A leased caller sees what its lease owns, others nothing that seeding made for itself. */
	list: publicProcedure.query(({ ctx }) =>
		ctx.database.run('read', async (tx) => {
			if (ctx.leaseId !== null) await requireLiveLease(tx, ctx.leaseId)
			return tx
				.select({ id: workspaces.id, name: workspaces.name })
				.from(workspaces)
				.where(
					and(
						isNull(workspaces.deletedAt),
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
		}),
	),

	create: publicProcedure
		.input(z.object({ name: title(limits.titleLength) }))
		.mutation(({ ctx, input }) =>
			ctx.database.run('write', async (tx) => {
				const { leaseId } = await ownership(tx, ctx)
				const [workspace] = await tx
					.insert(workspaces)
					.values({ name: input.name, leaseId })
					.returning({ id: workspaces.id, name: workspaces.name })
				return workspace
			}),
		),

	rename: publicProcedure
		.input(WorkspaceId.extend({ name: title(limits.titleLength) }))
		.mutation(({ ctx, input: { workspaceId, name } }) =>
			inWorkspace(ctx, { workspaceId, access: 'exclusive' }, async (tx) => {
				await tx.update(workspaces).set({ name }).where(eq(workspaces.id, workspaceId))
				return { id: workspaceId, name }
			}),
		),

	/** Deletes a workspace with its projects. They share one time, which no project has that was deleted before. */
	remove: publicProcedure.input(WorkspaceId).mutation(({ ctx, input: { workspaceId } }) =>
		inWorkspace(ctx, { workspaceId, access: 'exclusive' }, async (tx) => {
			const removed = await takeProjects(ctx, tx, {
				workspaceId,
				which: isNull(projects.deletedAt),
			})
			const before = sql`(select max(${projects.deletedAt}) from ${projects} where ${projects.workspaceId} = ${workspaceId})`
			await tx
				.update(workspaces)
				.set({ deletedAt: deletionTime(before) })
				.where(eq(workspaces.id, workspaceId))
			await tx
				.update(projects)
				.set({ deletedAt: deletionTimeOf(workspaces, workspaceId) })
				.where(and(eq(projects.workspaceId, workspaceId), isNull(projects.deletedAt)))
			return { id: workspaceId, projectsCount: removed }
		}),
	),

	/** Undoes `remove`: the projects that went with the workspace come back, those deleted before it do not. */
	restore: publicProcedure.input(WorkspaceId).mutation(({ ctx, input: { workspaceId } }) =>
		inWorkspace(ctx, { workspaceId, access: 'restore' }, async (tx) => {
			const which = eq(projects.deletedAt, deletionTimeOf(workspaces, workspaceId))
			const restored = await takeProjects(ctx, tx, { workspaceId, which })
			await tx
				.update(projects)
				.set({ deletedAt: null })
				.where(and(eq(projects.workspaceId, workspaceId), which))
			await tx.update(workspaces).set({ deletedAt: null }).where(eq(workspaces.id, workspaceId))
			return { id: workspaceId, projectsCount: restored }
		}),
	),
})

/**
 * Locks the projects of a workspace and returns how many there are of `which`. The deleted ones are locked too, as one
 * that comes back meanwhile goes as well. Throws what `openProject` throws where one of `which` is another's.
 */
async function takeProjects(
	ctx: RequestContext,
	tx: Tx,
	{ workspaceId, which }: { workspaceId: string; which: SQL },
): Promise<number> {
	const inWorkspace = eq(projects.workspaceId, workspaceId)
	await tx
		.select({ id: projects.id })
		.from(projects)
		.where(inWorkspace)
		.orderBy(asc(projects.id))
		.for('no key update')
	const taken = await tx
		.select({ id: projects.id, leaseId: projects.leaseId })
		.from(projects)
		.where(and(inWorkspace, which))
	const foreign = taken.find(({ leaseId }) => !mayPass(ctx, leaseId))
	if (foreign) await openProject(tx, { projectId: foreign.id, caller: ctx, deleted: true })
	return taken.length
}
