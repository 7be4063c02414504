const keyOf = (projectId: string) => `artifact-selection-${projectId}`

/** The ids that this tab had selected in the project when it was left or loaded anew. */
export function storedSelection(projectId: string): string[] {
	try {
		const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(projectId)) ?? '[]')
		return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []
	} catch {
		return []
	}
}

export function storeSelection(projectId: string, ids: ReadonlySet<string>): void {
	try {
		if (ids.size === 0) sessionStorage.removeItem(keyOf(projectId))
		else sessionStorage.setItem(keyOf(projectId), JSON.stringify([...ids]))
	} catch {
		// A browser that stores nothing forgets the selection when it reloads.
	}
}
