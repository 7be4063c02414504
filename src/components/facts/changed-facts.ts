import type { RouterInputs, RouterOutputs } from '@/client/trpc'

type FactPage = RouterOutputs['fact']['list']
type Fact = FactPage['facts'][number]
export type Evidence = RouterOutputs['source']['evidence']

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

function withValue(list: FactPages, ids: ReadonlySet<string>, value: Partial<Fact>): FactPages {
	const [[field, next] = []] = Object.entries(value)
	return mapFacts(list, (fact) =>
		ids.has(fact.id) && fact[field as keyof Fact] !== next
			? { ...fact, ...value, version: fact.version + 1 }
			: fact,
	)
}
