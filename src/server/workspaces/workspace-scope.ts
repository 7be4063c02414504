import { eq } from 'drizzle-orm'
import { openWorkspace, requireLiveLease } from '@/isolation/guard'
import type { Tx } from '../db/client'
import { workspaces } from '../db/schema'
import type { RequestContext } from '../http/request-context'

/** `add`: it stays while something is put into it. `exclusive`: its own row changes. `restore`: the same, of a workspace that is deleted. */
type WorkspaceAccess = 'add' | 'exclusive' | 'restore'

const locks = { add: 'share', exclusive: 'no key update', restore: 'no key update' } as const

/**
 * Runs `work` in a transaction in which the caller may use the workspace. Takes the rows in the order in which a seed
 * takes them, so that the two wait for each other and never deadlock. Throws what `openWorkspace` throws.
 */
export function inWorkspace<T>(
	ctx: RequestContext,
	{ workspaceId, access }: { workspaceId: string; access: WorkspaceAccess },
	work: (tx: Tx) => Promise<T>,
): Promise<T> {
	return ctx.database.run('write', async (tx) => {
		await tx
			.select({ id: workspaces.id })
			.from(workspaces)
			.where(eq(workspaces.id, workspaceId))
			.for(locks[access])
		if (ctx.leaseId !== null) await requireLiveLease(tx, ctx.leaseId, true)
		await openWorkspace(tx, { workspaceId, caller: ctx, deleted: access === 'restore' })
		return work(tx)
	})
}
