import { limits } from '@/domain/limits'
import type { FactOrder } from './changed-facts'

/** A place in the list: the heading of a group, or a fact, of which only the place is known until the order is there. */
export type Row =
	| { key: string; heading: string }
	| { key: string; factId: string | null; position: number }

/** How many facts a view shows; it holds no more than `limits.factsPerView` of them. */
export function countShown({ total }: FactOrder): number {
	return Math.min(total, limits.factsPerView)
}

/** Whether the order names all that its view shows. */
export function isWhole(order: FactOrder): boolean {
	return idsOf(order).length >= countShown(order)
}

export function idsOf({ groups }: FactOrder): string[] {
	return groups.flatMap(({ ids }) => ids)
}

/** The rows of all facts that a view shows, so that the list has its height before it has its facts. */
export function rowsOf(order: FactOrder): Row[] {
	const rows: Row[] = []
	let position = 0
	for (const { source, ids } of order.groups) {
		if (source && ids.length > 0) rows.push({ key: `source ${source.id}`, heading: source.title })
		for (const factId of ids) {
			position += 1
			rows.push({ key: factId, factId, position })
		}
	}
	while (position < countShown(order)) {
		position += 1
		rows.push({ key: `place ${position}`, factId: null, position })
	}
	return rows
}

/** What an order has of the given facts. */
export function cutOrder({ groups }: FactOrder, factIds: ReadonlySet<string>): FactOrder {
	const cut = groups.map(({ source, ids }) => ({
		source,
		ids: ids.filter((id) => factIds.has(id)),
	}))
	return { groups: cut, total: cut.reduce((total, { ids }) => total + ids.length, 0) }
}
