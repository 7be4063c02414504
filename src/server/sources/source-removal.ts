import { TRPCError } from '@trpc/server'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { deletionTime, deletionTimeOf } from '../db/deletion-time'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { liveSource, liveSourceOfText } from './live-source'

/**
 * Deletes a source with its facts, all at one time. Facts that were deleted before have another time, so that
 * `restoreSource` leaves them deleted. Call it while other writers wait. Throws NOT_FOUND.
 */
export async function removeSource(ctx: ProjectContext, sourceId: string) {
	const { tx } = ctx
	const before = sql`(select max(${facts.deletedAt}) from ${facts} where ${facts.sourceId} = ${sourceId})`
	const [source] = await tx
		.update(sources)
		.set({ deletedAt: deletionTime(before) })
		.where(liveSource(ctx, sourceId))
		.returning({ id: sources.id, title: sources.title })
	if (!source) throw await notInProject(ctx, 'source', sourceId)
	const removed = await tx
		.update(facts)
		.set({ deletedAt: deletionTimeOf(sources, sourceId) })
		.where(and(eq(facts.sourceId, sourceId), isNull(facts.deletedAt)))
		.returning({ id: facts.id })
	return { ...source, factIds: removed.map(({ id }) => id) }
}

/**
 * Undoes `removeSource`; a source that is not deleted stays as it is. Throws NOT_FOUND, and CONFLICT where the text has
 * been added again.
 */
export async function restoreSource(ctx: ProjectContext, sourceId: string) {
	const { tx, project } = ctx
	const inProject = and(eq(sources.projectId, project.id), eq(sources.id, sourceId))
	const [source] = await tx
		.select({
			...{ id: sources.id, title: sources.title, textSha256: sources.textSha256 },
			deletedAt: sources.deletedAt,
		})
		.from(sources)
		.where(inProject)
	if (!source) throw await notInProject(ctx, 'source', sourceId)
	const { id, title, textSha256, deletedAt } = source
	// This comes before the check for a CONFLICT, as a seed can make two sources of one text.
	if (deletedAt === null) return { id, title, factsCount: 0 }
	const twin = await liveSourceOfText(ctx, textSha256)
	if (twin)
		throw new TRPCError({
			code: 'CONFLICT',
			message: `The text of “${title}” has been added again, as “${twin.title}”. Delete that source first, then restore this one.`,
		})
	const restored = await tx
		.update(facts)
		.set({ deletedAt: null })
		.where(and(eq(facts.sourceId, id), eq(facts.deletedAt, deletionTimeOf(sources, id))))
		.returning({ id: facts.id })
	await tx.update(sources).set({ deletedAt: null }).where(inProject)
	return { id, title, factsCount: restored.length }
}
