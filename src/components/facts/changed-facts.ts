import type { RouterInputs, RouterOutputs } from '@/client/trpc'

type FactPage = RouterOutputs['fact']['list']
type Fact = FactPage['facts'][number]
type Evidence = RouterOutputs['source']['evidence']

/** A list of facts, as far as it is loaded. */
export type FactPages = { pages: FactPage[]; pageParams: unknown[] }
/** What shows facts: a list, or the evidence of one fact. */
export type Shown = FactPages | Evidence
export type FactChange = RouterInputs['fact']['change']['changes'][number]

/** What is shown, with the changes made to it. A restored fact is not in what is shown, and stays out of it. */
export function withChanges(shown: Shown, changes: FactChange[]): Shown {
	return changes.reduce(withChange, shown)
}

function withChange(shown: Shown, { factIds, set }: FactChange): Shown {
	const ids = new Set(factIds)
	if ('pages' in shown)
		return 'removed' in set
			? set.removed
				? without(shown, ids)
				: shown
			: withValue(shown, ids, set)
	const isStatus = 'status' in set && ids.has(shown.fact.id)
	return isStatus ? { ...shown, fact: { ...shown.fact, status: set.status } } : shown
}

export function mapFacts(list: FactPages, map: (fact: Fact) => Fact): FactPages {
	return { ...list, pages: list.pages.map((page) => ({ ...page, facts: page.facts.map(map) })) }
}

function without(list: FactPages, ids: ReadonlySet<string>): FactPages {
	const gone = list.pages.flatMap(({ facts }) => facts.filter(({ id }) => ids.has(id))).length
	const pages = list.pages.map((page) => ({
		...page,
		facts: page.facts.filter(({ id }) => !ids.has(id)),
		total: page.total - gone,
	}))
	return { ...list, pages }
}

function withValue(list: FactPages, ids: ReadonlySet<string>, set: FactChange['set']): FactPages {
	return mapFacts(list, (fact) => {
		const changed = ids.has(fact.id) && changedBy(fact, set)
		return changed ? { ...fact, ...changed, version: fact.version + 1 } : fact
	})
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
