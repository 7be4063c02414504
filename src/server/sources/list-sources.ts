import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'

/** The sources of a project without their texts, in the order in which they were added. */
export function listSources({ tx, project }: ProjectContext) {
	return tx
		.select({
			id: sources.id,
			title: sources.title,
			url: sources.url,
			characters: sql<number>`length(${sources.text})`,
			factsCount: sql<number>`(select count(*)::int from ${facts} f where f.source_id = ${sources}.id and f.deleted_at is null)`,
		})
		.from(sources)
		.where(and(eq(sources.projectId, project.id), isNull(sources.deletedAt)))
		.orderBy(asc(sources.createdAt), sources.id)
}

/** The SHA-256 of each source's text, by which a file of facts finds its sources. */
export function hashesOfSources({ tx, project }: ProjectContext) {
	return tx
		.select({ id: sources.id, textSha256: sources.textSha256 })
		.from(sources)
		.where(and(eq(sources.projectId, project.id), isNull(sources.deletedAt)))
}
