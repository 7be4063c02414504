import { TRPCError } from '@trpc/server'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { projects, workspaces } from '../db/schema'
import type { ProjectContext } from '../ladder'

/** Deletes a project; `restoreProject` brings it back with everything in it. */
export async function removeProject({ tx, project }: ProjectContext) {
	await tx.update(projects).set({ deletedAt: sql`now()` }).where(eq(projects.id, project.id))
	return { id: project.id }
}

/** Undoes the deletion of a project. Throws CONFLICT where its workspace is deleted. */
export async function restoreProject({ tx, project }: ProjectContext) {
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
}
