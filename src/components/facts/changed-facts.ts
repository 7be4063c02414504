import type { RouterInputs, RouterOutputs } from '@/client/trpc'
import { isUndecided } from '@/domain/fact-status'

export type Fact = RouterOutputs['fact']['get']
export type Evidence = RouterOutputs['source']['evidence']

/** Which facts a view shows, by their ids; its first part until the whole is there. */
export type FactOrder = RouterOutputs['fact']['order']
/** Which facts of the project are still to review, in no order. */
export type Undecided = RouterOutputs['fact']['undecided']
/** What shows facts: the order of a view, what is to review, a fact itself, or the evidence of one. */
export type Shown = FactOrder | Undecided | Fact | Evidence
export type FactChange = RouterInputs['fact']['change']['changes'][number]

/** A function that makes the changes to what is shown. A restored fact is not in an order, and stays out of it. */
export function changing(changes: FactChange[]): (shown: Shown) => Shown {
	const made = changes.map(({ factIds, set }) => ({ ids: new Set(factIds), set }))
	return (shown) => made.reduce(withChange, shown)
}

type Made = { ids: ReadonlySet<string>; set: FactChange['set'] }

function withChange(shown: Shown, { ids, set }: Made): Shown {
	if ('groups' in shown) return 'removed' in set && set.removed ? without(shown, ids) : shown
	if ('ids' in shown) return withLeft(shown, { ids, set })
	if ('removed' in set) return shown
	if ('claim' in shown) return ids.has(shown.id) ? withValue(shown, set) : shown
	const isStatus = 'status' in set && ids.has(shown.fact.id)
	return isStatus ? { ...shown, fact: { ...shown.fact, status: set.status } } : shown
}

function without(order: FactOrder, ids: ReadonlySet<string>): FactOrder {
	const groups = order.groups.map((group) => ({
		...group,
		ids: group.ids.filter((id) => !ids.has(id)),
	}))
	const gone = countIn(order) - countIn({ groups })
	return gone === 0 ? order : { ...order, groups, total: order.total - gone }
}

function withLeft(undecided: Undecided, { ids, set }: Made): Undecided {
	const isLeft = 'status' in set && isUndecided(set.status)
	if (!('status' in set || ('removed' in set && set.removed))) return undecided
	const others = undecided.ids.filter((id) => !ids.has(id))
	if (isLeft) return { ids: [...others, ...ids] }
	return others.length === undecided.ids.length ? undecided : { ids: others }
}

function countIn({ groups }: Pick<FactOrder, 'groups'>): number {
	return groups.reduce((sum, group) => sum + group.ids.length, 0)
}

function withValue(fact: Fact, set: FactChange['set']): Fact {
	const changed = changedBy(fact, set)
	return changed ? { ...fact, ...changed, version: fact.version + 1 } : fact
}

/** The new values of a fact; null where it has them already. */
function changedBy(fact: Fact, set: FactChange['set']): Partial<Fact> | null {
	if ('removed' in set) return null
	if ('addTag' in set)
		return fact.tags.includes(set.addTag) ? null : { tags: [...fact.tags, set.addTag].sort() }
	if ('removeTag' in set)
		return fact.tags.includes(set.removeTag)
			? { tags: fact.tags.filter((tag) => tag !== set.removeTag) }
			: null
	const [[field, next] = []] = Object.entries(set)
	return fact[field as keyof Fact] === next ? null : set
}
