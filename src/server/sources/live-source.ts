import { and, eq, isNull } from 'drizzle-orm'
import { sources } from '../db/schema'
import type { ProjectContext } from '../ladder'

/** The condition for the source of this id in the caller's project, unless it is deleted. */
export const liveSource = ({ project }: ProjectContext, sourceId: string) =>
	and(eq(sources.projectId, project.id), eq(sources.id, sourceId), isNull(sources.deletedAt))

/** A source of the caller's project with this text that is not deleted, if there is one. */
export async function liveSourceOfText({ tx, project }: ProjectContext, textSha256: string) {
	const [source] = await tx
		.select({ id: sources.id, title: sources.title })
		.from(sources)
		.where(
			and(
				eq(sources.projectId, project.id),
				eq(sources.textSha256, textSha256),
				isNull(sources.deletedAt),
			),
		)
		.limit(1)
	return source
}
