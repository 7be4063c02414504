import { and, desc, isNull } from 'drizzle-orm'
import { leaseOfGroup, visibleTo } from '@/isolation/ownership'
import type { Tx } from '../db/client'
import { workspaces } from '../db/schema'
import type { RequestContext } from '../request-context'
import { adapter } from '../seed/adapter'

/** The newest 200 workspaces that the caller may see. Only a leased caller sees a workspace that seeding made. */
export function listWorkspaces(ctx: RequestContext & { tx: Tx }) {
	return ctx.tx
		.select({ id: workspaces.id, name: workspaces.name })
		.from(workspaces)
		.where(
			and(
				isNull(workspaces.deletedAt),
				ctx.leaseId === null ? isNull(workspaces.seedRootId) : undefined,
				visibleTo(ctx, leaseOfGroup(adapter)),
			),
		)
		.orderBy(desc(workspaces.createdAt), workspaces.id)
		.limit(200)
}
