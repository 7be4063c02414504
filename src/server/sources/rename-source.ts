import { sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { liveSource } from './live-source'

/** Throws NOT_FOUND. */
export async function renameSource(ctx: ProjectContext, sourceId: string, title: string) {
	const [renamed] = await ctx.tx
		.update(sources)
		.set({ title })
		.where(liveSource(ctx, sourceId))
		.returning({ id: sources.id, title: sources.title })
	if (!renamed) throw await notInProject(ctx, 'source', sourceId)
	return renamed
}
