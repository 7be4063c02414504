import { TRPCError } from '@trpc/server'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type FactStatus, factStatuses } from '@/domain/fact-status'
import { RowId } from '@/isolation/protocol'
import { one } from '../db/one'
import { type Fact, facts } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { shown } from './fact-page'

/** A fact as its editor saw it. */
export const SeenFact = z.object({ factId: RowId, version: z.int().min(1).max(2_147_483_647) })

/**
 * For an undo, which gives back what was there with the verdict on it; it allows no more than `fact.change` does, and
 * less, as it needs the version.
 */
export const GivenBack = z.object({ status: z.enum(factStatuses).optional() })

const { source: _, ...columns } = shown
type Shown = Pick<Fact, keyof typeof columns>
type Editable = Pick<Fact, 'claim' | 'quote' | 'quoteStart' | 'quoteEnd' | 'note' | 'tags'>

type Edit<Field extends keyof Editable> = {
	values: Pick<Editable, Field>
	/** Undefined: the edit leaves the status. */
	status?: FactStatus
	/** What the fact reads now, for an editor who saw something else. */
	nowReads: (current: Shown) => string
}

/**
 * Edits a fact and returns it, with what takes the edit back as `undo`; null where it has these values already, and
 * nothing changes. Throws NOT_FOUND, and CONFLICT where the fact was changed since it was read.
 */
export async function editFact<Field extends keyof Editable>(
	{ tx, project, ...rest }: ProjectContext,
	{ factId, version }: z.infer<typeof SeenFact>,
	{ values, status, nowReads }: Edit<Field>,
) {
	const live = and(eq(facts.projectId, project.id), isNull(facts.deletedAt), eq(facts.id, factId))
	const [seen] = await tx.select(columns).from(facts).where(live).for('update')
	if (!seen) throw await notInProject({ tx, project, ...rest }, 'fact', factId)
	if (seen.version !== version)
		throw new TRPCError({
			code: 'CONFLICT',
			message: `This fact was changed meanwhile; ${nowReads(seen)} Nothing was overwritten.`,
		})
	const before = Object.fromEntries(
		Object.keys(values).map((field) => [field, seen[field as Field]]),
	) as unknown as Pick<Editable, Field>
	if (JSON.stringify(before) === JSON.stringify(values)) return { ...seen, undo: null }
	const edited = one(
		await tx
			.update(facts)
			.set({ ...values, ...(status && { status }), version: sql`${facts.version} + 1` })
			.where(live)
			.returning(columns),
	)
	return { ...edited, undo: { ...before, ...(status && { status: seen.status }) } }
}
