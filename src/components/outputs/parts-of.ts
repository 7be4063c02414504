/** The ids in their order, in parts of at most `length`. */
export function partsOf(ids: readonly string[], length: number): string[][] {
	return Array.from({ length: Math.ceil(ids.length / length) }, (_, part) =>
		ids.slice(part * length, (part + 1) * length),
	)
}
