import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { visibleTo } from '@/isolation/ownership'
import type { Tx } from '../db/client'
import { facts, outputs, projects, sources, workspaces } from '../db/schema'
import type { RequestContext } from '../request-context'

const countOf = (table: typeof facts | typeof sources | typeof outputs): SQL<number> =>
	sql<number>`(select count(*)::int from ${table} where ${and(eq(table.projectId, projects.id), isNull(table.deletedAt))})`

/** The newest 200 projects that the caller may see, with their counts. */
export function listProjects(ctx: RequestContext & { tx: Tx }) {
	return ctx.tx
		.select({
			id: projects.id,
			title: projects.title,
			workspace: { id: workspaces.id, name: workspaces.name },
			createdAt: projects.createdAt,
			sourcesCount: countOf(sources),
			factsCount: countOf(facts),
			outputsCount: countOf(outputs),
		})
		.from(projects)
		.innerJoin(workspaces, eq(workspaces.id, projects.workspaceId))
		.where(and(isNull(projects.deletedAt), visibleTo(ctx, sql`${projects.leaseId}`)))
		.orderBy(desc(projects.createdAt), projects.id)
		.limit(200)
}
