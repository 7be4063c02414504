import { TRPCError } from '@trpc/server'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { limits } from '@/domain/limits'
import { RowId } from '@/isolation/protocol'
import { facts } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { title } from '../text-input'

/** `version` is that of the fact as the editor saw it. */
export const ClaimEdit = z.object({
	factId: RowId,
	claim: title(limits.claimLength),
	version: z.int().min(1).max(2_147_483_647),
})

/** Puts a claim in other words; the quote stays. Throws CONFLICT where the fact was changed since it was read. */
export async function editClaim(ctx: ProjectContext, input: z.infer<typeof ClaimEdit>) {
	const { tx, project } = ctx
	const live = and(
		eq(facts.projectId, project.id),
		isNull(facts.deletedAt),
		eq(facts.id, input.factId),
	)
	const [edited] = await tx
		.update(facts)
		.set({ claim: input.claim, version: sql`${facts.version} + 1` })
		.where(and(live, eq(facts.version, input.version)))
		.returning({ id: facts.id, claim: facts.claim, version: facts.version })
	if (edited) return edited
	const [current] = await tx.select({ claim: facts.claim }).from(facts).where(live)
	if (!current) throw await notInProject(ctx, 'fact', input.factId)
	throw new TRPCError({
		code: 'CONFLICT',
		message: `This fact was changed meanwhile; its claim now reads “${current.claim}”. Nothing was overwritten.`,
	})
}
