export type Measurements = {
	add(operation: string, durationMs: number): void
	/** The rows of the table, the most frequent operation first. */
	rows(): { operation: string; count: number; p50: number; p95: number; p99: number }[]
}

/** Collects the times of operations, in milliseconds. */
export function createMeasurements(): Measurements {
	const times = new Map<string, number[]>()
	return {
		add(operation, durationMs) {
			const known = times.get(operation)
			if (known) known.push(durationMs)
			else times.set(operation, [durationMs])
		},
		rows: () =>
			[...times]
				.map(([operation, values]) => {
					const sorted = values.toSorted((one, other) => one - other)
					return {
						...{ operation, count: values.length },
						...{ p50: percentile(sorted, 50), p95: percentile(sorted, 95) },
						p99: percentile(sorted, 99),
					}
				})
				.sort((one, other) => other.count - one.count),
	}
}

/** The smallest value that at least `percent` of the sorted values do not exceed (nearest rank). NaN without values. */
export function percentile(sorted: number[], percent: number): number {
	return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}
