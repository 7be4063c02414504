import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { mayPass, openRoot } from '@/isolation/guard'
import type { Tx } from '../db/client'
import { deletionTime, deletionTimeOf } from '../db/deletion-time'
import { projects, workspaces } from '../db/schema'
import type { RequestContext } from '../request-context'
import { adapter } from '../seed/adapter'

type Context = RequestContext & { tx: Tx }

/** Deletes a workspace with its projects, all at one time. Projects that were deleted before have another time. */
export async function removeWorkspace(ctx: Context, workspaceId: string) {
	const { tx } = ctx
	const projectsCount = await takeProjects(ctx, workspaceId, isNull(projects.deletedAt))
	const before = sql`(select max(${projects.deletedAt}) from ${projects} where ${projects.workspaceId} = ${workspaceId})`
	await tx
		.update(workspaces)
		.set({ deletedAt: deletionTime(before) })
		.where(eq(workspaces.id, workspaceId))
	await tx
		.update(projects)
		.set({ deletedAt: deletionTimeOf(workspaces, workspaceId) })
		.where(and(eq(projects.workspaceId, workspaceId), isNull(projects.deletedAt)))
	return { id: workspaceId, projectsCount }
}

/** Undoes `removeWorkspace`. Projects that were deleted before the workspace stay deleted. */
export async function restoreWorkspace(ctx: Context, workspaceId: string) {
	const { tx } = ctx
	const wentWithIt = eq(projects.deletedAt, deletionTimeOf(workspaces, workspaceId))
	const projectsCount = await takeProjects(ctx, workspaceId, wentWithIt)
	await tx
		.update(projects)
		.set({ deletedAt: null })
		.where(and(eq(projects.workspaceId, workspaceId), wentWithIt))
	await tx.update(workspaces).set({ deletedAt: null }).where(eq(workspaces.id, workspaceId))
	return { id: workspaceId, projectsCount }
}

/**
 * Locks the projects of a workspace and returns the number that fit `which`. Deleted projects are locked too, so that
 * none is restored meanwhile. Throws what `openRoot` throws where a project that fits belongs to somebody else.
 */
async function takeProjects(ctx: Context, workspaceId: string, which: SQL): Promise<number> {
	const inWorkspace = eq(projects.workspaceId, workspaceId)
	await ctx.tx
		.select({ id: projects.id })
		.from(projects)
		.where(inWorkspace)
		.orderBy(asc(projects.id))
		.for('no key update')
	const taken = await ctx.tx
		.select({ id: projects.id, leaseId: projects.leaseId })
		.from(projects)
		.where(and(inWorkspace, which))
	const foreign = taken.find(({ leaseId }) => !mayPass(ctx, leaseId))
	if (foreign) await openRoot(adapter, ctx.tx, { id: foreign.id, caller: ctx, deleted: true })
	return taken.length
}
