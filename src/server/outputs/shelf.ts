import { TRPCError } from '@trpc/server'
import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { missing, openProject, requireLiveLease } from '@/isolation/guard'
import { facts, type Output, outputs } from '../db/schema'
import type { RequestContext } from '../http/request-context'
import type { ProjectContext } from '../ladder'

const inProject = (ctx: ProjectContext, outputId: string) =>
	and(eq(outputs.projectId, ctx.project.id), eq(outputs.id, outputId))

/** The pinned ones first, then the newest; `search` finds words in title or text. */
export function listOutputs({ tx, project }: ProjectContext, search: string | undefined) {
	const pattern = search && `%${search.replace(/[\\%_]/g, '\\$&')}%`
	const containsText =
		pattern && sql`(${outputs.title} ilike ${pattern} or ${outputs.content} ilike ${pattern})`
	return tx
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
			and(eq(outputs.projectId, project.id), isNull(outputs.deletedAt), containsText || undefined),
		)
		.orderBy(desc(outputs.pinned), desc(outputs.createdAt), desc(outputs.id))
		.limit(100)
}

/** An output, and how it compares with the one that was written before it in the same mode from the same facts. Throws NOT_FOUND. */
export async function readOutput(ctx: ProjectContext, outputId: string) {
	const [output] = await ctx.tx
		.select()
		.from(outputs)
		.where(and(inProject(ctx, outputId), isNull(outputs.deletedAt)))
	if (!output) throw await missing(ctx.tx, ctx, { noun: 'output', id: outputId })
	const [previous] = await ctx.tx
		.select({ id: outputs.id, createdAt: outputs.createdAt, content: outputs.content })
		.from(outputs)
		.where(
			and(
				eq(outputs.projectId, ctx.project.id),
				isNull(outputs.deletedAt),
				eq(outputs.mode, output.mode),
				sql`(${outputs.createdAt}, ${outputs.id}) < (select o.created_at, o.id from outputs o where o.id = ${outputId})`,
				sql`${outputs.factIds} = (select o.fact_ids from outputs o where o.id = ${outputId})`,
			),
		)
		.orderBy(desc(outputs.createdAt), desc(outputs.id))
		.limit(1)
	return {
		...output,
		previous: previous && {
			id: previous.id,
			createdAt: previous.createdAt,
			isSame: previous.content === output.content,
		},
	}
}

/** Those of the facts that nobody approved. Throws NOT_FOUND for a fact that is not in the project. */
export async function unapprovedFacts(ctx: ProjectContext, factIds: string[]) {
	const found = await ctx.tx
		.select({ id: facts.id, claim: facts.claim, status: facts.status })
		.from(facts)
		.where(
			and(eq(facts.projectId, ctx.project.id), isNull(facts.deletedAt), inArray(facts.id, factIds)),
		)
	const foundIds = new Set(found.map(({ id }) => id))
	const lost = factIds.find((id) => !foundIds.has(id))
	if (lost) throw await missing(ctx.tx, ctx, { noun: 'fact', id: lost })
	return found.filter(({ status }) => status !== 'approved')
}

type Change = Partial<Pick<Output, 'title' | 'pinned' | 'deletedAt'>> & { shareToken?: SQL | null }

/** Changes an output that is not deleted; with `deletedAt: null` one that is. Throws NOT_FOUND. */
export async function updateOutput(ctx: ProjectContext, outputId: string, change: Change) {
	const state = change.deletedAt === null ? undefined : isNull(outputs.deletedAt)
	const [updated] = await ctx.tx
		.update(outputs)
		.set(change)
		.where(and(inProject(ctx, outputId), state))
		.returning({
			id: outputs.id,
			title: outputs.title,
			pinned: outputs.pinned,
			shareToken: outputs.shareToken,
		})
	if (!updated) throw await missing(ctx.tx, ctx, { noun: 'output', id: outputId })
	return updated
}

/** The output that a token opens, as it was written, to whoever may see its project. Throws NOT_FOUND, and what `openProject` throws. */
export function readShared(ctx: RequestContext, token: string) {
	return ctx.database.run('read', async (tx) => {
		const [output] = await tx
			.select()
			.from(outputs)
			.where(and(eq(outputs.shareToken, token), isNull(outputs.deletedAt)))
		if (!output) {
			if (ctx.leaseId !== null) await requireLiveLease(tx, ctx.leaseId)
			throw new TRPCError({
				code: 'NOT_FOUND',
				message: 'There is no shared text at this address; its owner may have withdrawn it.',
			})
		}
		await openProject(tx, { projectId: output.projectId, caller: ctx })
		const { title, mode, content, blocks, citations, sourcesCount, createdAt } = output
		return { title, mode, content, blocks, citations, sourcesCount, createdAt }
	})
}
