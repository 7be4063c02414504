import type { FactChange } from '@/server/facts/change-facts'

/** The `changes` of `fact.change` that set one field of one fact. */
export function changesOf(factId: string, set: FactChange['set']): FactChange[] {
	return [{ factIds: [factId], set }]
}
