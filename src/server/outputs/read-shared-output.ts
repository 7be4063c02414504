import { TRPCError } from '@trpc/server'
import { and, eq, isNull } from 'drizzle-orm'
import { openRoot } from '@/isolation/guard'
import type { Tx } from '../db/client'
import { outputs } from '../db/schema'
import type { RequestContext } from '../request-context'
import { adapter } from '../seed/adapter'

/** The output of a share token, for a caller that may see its project. Throws NOT_FOUND, and what `openRoot` throws. */
export async function readSharedOutput(ctx: RequestContext & { tx: Tx }, token: string) {
	const [output] = await ctx.tx
		.select()
		.from(outputs)
		.where(and(eq(outputs.shareToken, token), isNull(outputs.deletedAt)))
	if (!output)
		throw new TRPCError({
			code: 'NOT_FOUND',
			message: 'There is no shared text at this address; its owner may have withdrawn it.',
		})
	await openRoot(adapter, ctx.tx, { id: output.projectId, caller: ctx })
	const { title, mode, content, blocks, sourcesCount, createdAt } = output
	// How its facts were judged is for those who work on the project.
	const citations = output.citations.map(({ status, ...citation }) => citation)
	return { title, mode, content, blocks, citations, sourcesCount, createdAt }
}
