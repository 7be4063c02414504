import { TRPCError } from '@trpc/server'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { RowId } from '@/isolation/protocol'
import { type Fact, facts } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { shown } from './fact-page'

/** A fact as its editor saw it. */
export const SeenFact = z.object({ factId: RowId, version: z.int().min(1).max(2_147_483_647) })

const { source: _, ...columns } = shown

type NewValues = PgUpdateSetSource<typeof facts>
type Current = Pick<Fact, Exclude<keyof typeof shown, 'source'>>

/**
 * Sets fields of a fact that nobody changed since the editor saw it, and returns the fact. Throws CONFLICT where
 * somebody did, and NOT_FOUND.
 */
export async function updateAtVersion(
	ctx: ProjectContext,
	{ factId, version }: z.infer<typeof SeenFact>,
	{ set, nowReads }: { set: NewValues; nowReads: (current: Current) => string },
) {
	const { tx, project } = ctx
	const live = and(eq(facts.projectId, project.id), isNull(facts.deletedAt), eq(facts.id, factId))
	const [updated] = await tx
		.update(facts)
		.set({ ...set, version: sql`${facts.version} + 1` })
		.where(and(live, eq(facts.version, version)))
		.returning(columns)
	if (updated) return updated
	const [current] = await tx.select(columns).from(facts).where(live)
	if (!current) throw await notInProject(ctx, 'fact', factId)
	throw new TRPCError({
		code: 'CONFLICT',
		message: `This fact was changed meanwhile; ${nowReads(current)} Nothing was overwritten.`,
	})
}
