import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { foldedSql, holdsWords } from '../db/folded-sql'
import { outputs } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { changesOfOutputs } from './cited-facts'

/** The outputs of a project: pinned outputs first, then the newest. `search` finds those that hold every word of it in title or text. */
export async function listOutputs(ctx: ProjectContext, search: string | undefined) {
	const { tx, project } = ctx
	const searched = foldedSql(sql`(${outputs.title} || chr(10) || ${outputs.content})`)
	const listed = await tx
		.select({
			id: outputs.id,
			title: outputs.title,
			mode: outputs.mode,
			sourcesCount: outputs.sourcesCount,
			pinned: outputs.pinned,
			isShared: sql<boolean>`${outputs.shareToken} is not null`,
			createdAt: outputs.createdAt,
		})
		.from(outputs)
		.where(
			and(
				eq(outputs.projectId, project.id),
				isNull(outputs.deletedAt),
				search ? holdsWords(searched, search) : undefined,
			),
		)
		.orderBy(desc(outputs.pinned), desc(outputs.createdAt), desc(outputs.id))
		.limit(100)
	if (listed.length === 0) return []
	const changes = await changesOfOutputs(
		ctx,
		listed.map(({ id }) => id),
	)
	return listed.map((output) => ({ ...output, changes: changes.get(output.id) ?? {} }))
}
