import { TRPCError } from '@trpc/server'
import { refuseForeignChild } from '@/isolation/guard'
import type { ProjectContext } from '../ladder'
import { adapter } from '../seed/adapter'

/** The NOT_FOUND error for an id that is not in the caller's project. Throws ISOLATION_VIOLATION where another worker's project has the id. */
export async function notInProject(
	ctx: ProjectContext,
	noun: 'fact' | 'source' | 'output',
	id: string,
): Promise<TRPCError> {
	await refuseForeignChild(adapter, ctx.tx, { noun, id, caller: ctx })
	return new TRPCError({
		code: 'NOT_FOUND',
		message: `There is no ${noun} ${id} in this project; it may have been deleted meanwhile.`,
	})
}
