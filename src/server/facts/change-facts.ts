import { TRPCError } from '@trpc/server'
import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type FactStatus, factStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { RowId } from '@/isolation/protocol'
import { facts, sources } from '../db/schema'
import type { ProjectContext } from '../ladder'
import { notInProject } from '../projects/not-in-project'
import { Tag } from './fact-tags'

/** The new value of one field: strict, so that a change of two fields is refused and not cut down to one. */
const NewValue = z.union(
	[
		z.strictObject({ status: z.enum(factStatuses) }),
		z.strictObject({ pinned: z.boolean() }),
		z.strictObject({ keyClaim: z.boolean() }),
		z.strictObject({ removed: z.boolean() }),
		z.strictObject({ addTag: Tag }),
		z.strictObject({ removeTag: Tag }),
	],
	`Set one of status (${factStatuses.join(', ')}), pinned, keyClaim and removed (true or false), addTag and removeTag (at most ${limits.tagLength} characters)`,
)
type NewValue = z.infer<typeof NewValue>
type State = {
	status: FactStatus
	pinned: boolean
	keyClaim: boolean
	removed: boolean
	claim: string
	tags: string[]
}

const tooMany = `At most ${limits.factsPerView} facts can be changed at once`

/** One new value for any number of facts. */
export const FactChange = z.object({
	factIds: z.array(RowId).min(1).max(limits.factsPerView, tooMany),
	set: NewValue,
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
 * Makes the changes, deletions and restorations among them. Returns as `undo` the changes that take them back. A fact
 * that was removed meanwhile is left out and named in `gone`. Throws NOT_FOUND for a fact that never was in the
 * project, and CONFLICT for a fact that is to come back to a deleted source.
 */
export async function changeFacts(ctx: ProjectContext, changes: FactChange[]) {
	const before = await lockFacts(ctx, idsOf(changes))
	const restored = idsOf(changes.filter(({ set }) => isRestoration(set)))
	if (restored.length > 0) await refuseWithoutSource(ctx, restored)
	const undo: FactChange[] = []
	const gone: string[] = []
	for (const { factIds, set } of changes) {
		const isOpen = (id: string) => isRestoration(set) || !before.get(id)?.removed
		const back = new Map<string, string[]>()
		for (const id of factIds.filter(isOpen)) {
			const opposite = oppositeOf(set, before.get(id))
			if (!opposite) continue
			const ids = back.get(opposite)
			if (ids) ids.push(id)
			else back.set(opposite, [id])
		}
		await update(ctx, [...back.values()].flat(), set)
		for (const [opposite, ids] of back) undo.push({ factIds: ids, set: JSON.parse(opposite) })
		gone.push(...factIds.filter((id) => !isOpen(id)))
	}
	return { changed: idsOf(undo).length, gone, undo }
}

/** What takes the change of a fact back, as JSON; undefined where the change changes nothing. Throws BAD_REQUEST for a tag too many. */
function oppositeOf(set: NewValue, was: State | undefined): string | undefined {
	if (!was) return undefined
	if ('addTag' in set) {
		if (was.tags.includes(set.addTag)) return undefined
		if (was.tags.length >= limits.tagsPerFact)
			throw new TRPCError({
				code: 'BAD_REQUEST',
				message: `changes: “${was.claim}” has ${limits.tagsPerFact} tags, as many as a fact can have. Take one away first.`,
			})
		return JSON.stringify({ removeTag: set.addTag })
	}
	if ('removeTag' in set)
		return was.tags.includes(set.removeTag) ? JSON.stringify({ addTag: set.removeTag }) : undefined
	const [[field, value]] = Object.entries(set) as [[keyof State, unknown]]
	return was[field] === value ? undefined : JSON.stringify({ [field]: was[field] })
}

function isRestoration(set: NewValue): boolean {
	return 'removed' in set && !set.removed
}

/** All rows in one order, so that two changes at once wait for each other instead of deadlocking. */
async function lockFacts(ctx: ProjectContext, ids: string[]): Promise<Map<string, State>> {
	const rows = await ctx.tx
		.select({
			id: facts.id,
			status: facts.status,
			pinned: facts.pinned,
			keyClaim: facts.keyClaim,
			...{ claim: facts.claim, tags: facts.tags },
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

async function update(ctx: ProjectContext, ids: string[], set: NewValue): Promise<void> {
	if (ids.length === 0) return
	await ctx.tx
		.update(facts)
		.set({ ...columnsOf(set), version: sql`${facts.version} + 1` })
		.where(and(eq(facts.projectId, ctx.project.id), among(ids)))
}

/** Tags are sorted, so that the opposite of a change brings back what was there. */
function columnsOf(set: NewValue) {
	if ('removed' in set) return { deletedAt: set.removed ? sql`now()` : null }
	if ('addTag' in set)
		return {
			tags: sql`(select array_agg(tag order by tag collate "C") from unnest(${facts.tags} || ${set.addTag}::text) tag)`,
		}
	if ('removeTag' in set) return { tags: sql`array_remove(${facts.tags}, ${set.removeTag}::text)` }
	return set
}

/** One parameter for any number of ids: a list of them would end at 65,535. */
function among(ids: string[]): SQL {
	return sql`${facts.id} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`
}
