import { TRPCError } from '@trpc/server'
import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { factStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'

const reversible = {
	status: z.enum(factStatuses),
	pinned: z.boolean(),
	keyClaim: z.boolean(),
	removed: z.boolean(),
}
type State = { [Name in keyof typeof reversible]: z.infer<(typeof reversible)[Name]> }
const names = Object.keys(reversible) as (keyof State)[]

const tooMany = `At most ${limits.factsPerView} facts can be changed at once`

/** One new value for any number of facts. */
export const FactChange = z
	.object({
		factIds: z.array(z.uuid().toLowerCase()).min(1).max(limits.factsPerView, tooMany),
		status: reversible.status.optional(),
		pinned: reversible.pinned.optional(),
		keyClaim: reversible.keyClaim.optional(),
		removed: reversible.removed.optional(),
	})
	.refine((change) => names.filter((name) => change[name] !== undefined).length === 1, {
		message: `Give exactly one of ${names.join(', ')}`,
	})
export type FactChange = z.infer<typeof FactChange>

export const FactChanges = z
	.array(FactChange)
	.min(1)
	.max(factStatuses.length)
	.refine((changes) => idsOf(changes).length <= limits.factsPerView, tooMany)
	.refine(
		(changes) => new Set(idsOf(changes)).size === idsOf(changes).length,
		'A fact is named twice',
	)

const idsOf = (changes: FactChange[]) => changes.flatMap(({ factIds }) => factIds)

/**
 * Makes the changes and returns the changes that take them back. A fact that was removed meanwhile is left out and
 * named in `gone`; one that never was in the project throws, and so does one that is to come back to a deleted source.
 */
export async function changeFacts(ctx: ProjectContext, changes: FactChange[]) {
	const before = await lockFacts(ctx, idsOf(changes))
	const restored = idsOf(changes.filter(({ removed }) => removed === false))
	if (restored.length > 0) await refuseWithoutSource(ctx, restored)
	const undo: FactChange[] = []
	const gone: string[] = []
	for (const { factIds, ...change } of changes) {
		const isOpen = (id: string) => change.removed === false || !before.get(id)?.removed
		const name = names.find((each) => change[each] !== undefined) ?? 'status'
		const changing = factIds.filter((id) => isOpen(id) && before.get(id)?.[name] !== change[name])
		await update(ctx, changing, change)
		for (const value of new Set(changing.map((id) => before.get(id)?.[name])))
			undo.push({
				factIds: changing.filter((id) => before.get(id)?.[name] === value),
				[name]: value,
			})
		gone.push(...factIds.filter((id) => !isOpen(id)))
	}
	return { changed: idsOf(undo).length, gone, undo }
}

/** The same for one fact, which must be there. */
export async function changeFact<Change extends Partial<State>>(
	ctx: ProjectContext,
	id: string,
	change: Change,
): Promise<{ id: string } & Change> {
	const { gone } = await changeFacts(ctx, [{ factIds: [id], ...change }])
	if (gone.length > 0) throw await notInProject(ctx, 'fact', id)
	return { id, ...change }
}

/** All rows in one order, so that two changes at once wait for each other instead of deadlocking. */
async function lockFacts(ctx: ProjectContext, ids: string[]): Promise<Map<string, State>> {
	const rows = await ctx.tx
		.select({
			id: facts.id,
			status: facts.status,
			pinned: facts.pinned,
			keyClaim: facts.keyClaim,
			removed: sql<boolean>`${facts.deletedAt} is not null`,
		})
		.from(facts)
		.where(and(eq(facts.projectId, ctx.project.id), among(ids)))
		.orderBy(asc(facts.id))
		.for('update')
	const found = new Map(rows.map(({ id, ...state }) => [id, state]))
	const lost = ids.find((id) => !found.has(id))
	if (lost) throw await notInProject(ctx, 'fact', lost)
	return found
}

/** A fact has no place without its source: it comes back with it, or after it. Throws CONFLICT. */
async function refuseWithoutSource(ctx: ProjectContext, ids: string[]): Promise<void> {
	const [removed] = await ctx.tx
		.select({ title: sources.title })
		.from(facts)
		.innerJoin(sources, eq(sources.id, facts.sourceId))
		.where(and(eq(facts.projectId, ctx.project.id), among(ids), isNotNull(sources.deletedAt)))
		.limit(1)
	if (removed)
		throw new TRPCError({
			code: 'CONFLICT',
			message: `The source “${removed.title}” is deleted. Restore it first, then its facts.`,
		})
}

async function update(ctx: ProjectContext, ids: string[], change: Partial<State>): Promise<void> {
	if (ids.length === 0) return
	const { removed, ...columns } = change
	await ctx.tx
		.update(facts)
		.set({
			...columns,
			...(removed !== undefined && { deletedAt: removed ? new Date() : null }),
			version: sql`${facts.version} + 1`,
		})
		.where(and(eq(facts.projectId, ctx.project.id), among(ids)))
}

/** One parameter for any number of ids: a list of them would end at 65,535. */
function among(ids: string[]): SQL {
	return sql`${facts.id} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`
}
