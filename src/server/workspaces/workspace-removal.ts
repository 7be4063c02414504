import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { mayPass, openRoot } from '@/isolation/guard'
import type { Tx } from '../db/client'
import { deletionTime, deletionTimeOf } from '../db/deletion-time'
import { projects, workspaces } from '../db/schema'
import type { RequestContext } from '../request-context'
import { adapter } from '../seed/adapter'

type Context = RequestContext & { tx: Tx }

/** Deletes a workspace with its projects. They share one time, which no project has that was deleted before. */
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

/** Undoes `removeWorkspace`: the projects that went with the workspace come back, those deleted before it do not. */
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
 * Locks the projects of a workspace and returns how many there are of `which`. The deleted ones are locked too, as a
 * project that comes back meanwhile goes as well. Throws what `openRoot` throws where one of `which` is another's.
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
