import { and, isNull, type SQL } from 'drizzle-orm'
import { type Output, outputs } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { outputInProject } from './output-in-project'

type Change = Partial<Pick<Output, 'title' | 'pinned'>> & {
	shareToken?: SQL | null
	deletedAt?: SQL | null
}

/** Changes an output that is not deleted, or with `deletedAt: null` a deleted output. Throws NOT_FOUND. */
export async function updateOutput(ctx: ProjectContext, outputId: string, change: Change) {
	const state = change.deletedAt === null ? undefined : isNull(outputs.deletedAt)
	const [updated] = await ctx.tx
		.update(outputs)
		.set(change)
		.where(and(outputInProject(ctx, outputId), state))
		.returning({
			id: outputs.id,
			title: outputs.title,
			pinned: outputs.pinned,
			shareToken: outputs.shareToken,
		})
	if (!updated) throw await notInProject(ctx, 'output', outputId)
	return updated
}
