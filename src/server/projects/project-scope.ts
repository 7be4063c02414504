import { openProject } from '@/isolation/guard'
import type { Tx } from '../db/client'
import type { Project } from '../db/schema'
import type { RequestContext } from '../http/request-context'

/** `read`: one snapshot. `write`: a reseed waits for it. `exclusive`: other writers wait too, as the project's own row changes. `restore`: the same, of a project that is deleted. */
export type ProjectAccess = 'read' | 'write' | 'exclusive' | 'restore'

const locks = {
	read: undefined,
	write: 'share',
	exclusive: 'no key update',
	restore: 'no key update',
} as const

/** Runs `work` in a transaction in which the caller may use the project. Throws what `openProject` throws. */
export function inProject<T>(
	ctx: RequestContext,
	{ projectId, access }: { projectId: string; access: ProjectAccess },
	work: (tx: Tx, project: Project) => Promise<T>,
): Promise<T> {
	return ctx.database.run(access === 'read' ? 'read' : 'write', async (tx) => {
		const project = await openProject(tx, {
			...{ projectId, caller: ctx, lock: locks[access], deleted: access === 'restore' },
		})
		return work(tx, project)
	})
}
