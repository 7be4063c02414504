/** By table the digests of its rows by their ids; null for a table with too many rows. */
export type Rows = Record<string, Record<string, string> | null>

export type RowChanges = Record<string, { added: number; changed: number; removed: number }>

/** How the rows differ, by table; null where they are not known. */
export function rowChanges(before: Rows | null, after: Rows | null): RowChanges | null {
	if (!before || !after) return null
	const changes: RowChanges = {}
	for (const [table, rows] of Object.entries(after)) {
		const old = before[table]
		if (!rows || !old) continue
		const ids = Object.keys(rows)
		changes[table] = {
			added: ids.filter((id) => old[id] === undefined).length,
			changed: ids.filter((id) => old[id] !== undefined && old[id] !== rows[id]).length,
			removed: Object.keys(old).filter((id) => rows[id] === undefined).length,
		}
	}
	return changes
}

export function hasChanges(changes: RowChanges | null): boolean {
	return Object.values(changes ?? {}).some((counts) => Object.values(counts).some((n) => n > 0))
}

/** `fact: 1 added, 2 changed`, or `nothing`. */
export function inWords(changes: RowChanges): string {
	const parts = Object.entries(changes).flatMap(([table, counts]) => {
		const told = Object.entries(counts).filter(([, count]) => count > 0)
		return told.length > 0
			? [`${table}: ${told.map(([kind, count]) => `${count} ${kind}`).join(', ')}`]
			: []
	})
	return parts.join('; ') || 'nothing'
}
