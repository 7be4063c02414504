import { TRPCError } from '@trpc/server'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { factStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { RowId } from '@/isolation/protocol'
import { one } from '../db/one'
import { facts } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { title } from '../text-input'

/**
 * `version` is that of the fact as the editor saw it. `status` is for an undo, which gives back the wording with the
 * verdict on it; it allows no more than `fact.change` does, and less, as it needs the version.
 */
export const ClaimEdit = z.object({
	factId: RowId,
	claim: title(limits.claimLength),
	version: z.int().min(1).max(2_147_483_647),
	status: z.enum(factStatuses).optional(),
})

const shown = {
	id: facts.id,
	claim: facts.claim,
	status: facts.status,
	version: facts.version,
}

/**
 * Puts a claim in other words; the quote stays. A verdict was on the old words, so the fact is pending again. Returns as
 * `undo` the wording and status that take it back; the same words change nothing, and `undo` is null. Throws CONFLICT
 * where the fact was changed since it was read.
 */
export async function editClaim(ctx: ProjectContext, input: z.infer<typeof ClaimEdit>) {
	const { tx, project } = ctx
	const { factId, claim, version, status = 'pending' } = input
	const live = and(eq(facts.projectId, project.id), isNull(facts.deletedAt), eq(facts.id, factId))
	const [seen] = await tx.select(shown).from(facts).where(live).for('update')
	if (!seen) throw await notInProject(ctx, 'fact', factId)
	if (seen.version !== version)
		throw new TRPCError({
			code: 'CONFLICT',
			message: `This fact was changed meanwhile; its claim now reads “${seen.claim}”. Nothing was overwritten.`,
		})
	if (seen.claim === claim) return { ...seen, undo: null }
	const edited = one(
		await tx
			.update(facts)
			.set({ claim, status, version: sql`${facts.version} + 1` })
			.where(live)
			.returning(shown),
	)
	return { ...edited, undo: { claim: seen.claim, status: seen.status } }
}
