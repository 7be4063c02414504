import type { Measure, Unit } from './results'

/** The value below which the share `at` (0 to 1) of the values lies, interpolated between neighbours; NaN of no values. */
export function quantile(values: number[], at: number): number {
	const sorted = values.toSorted((one, other) => one - other)
	const place = (sorted.length - 1) * at
	const below = sorted[Math.floor(place)] ?? Number.NaN
	const above = sorted[Math.ceil(place)] ?? Number.NaN
	return below + (above - below) * (place - Math.floor(place))
}

/** A measure of the values: median, quartiles and 95th percentile, to a thousandth of the unit. */
export function measureOf(name: string, unit: Unit, values: number[]): Measure {
	const at = (share: number) => Math.round(quantile(values, share) * 1_000) / 1_000
	return {
		...{ name, unit, count: values.length },
		...{ median: at(0.5), q1: at(0.25), q3: at(0.75), p95: at(0.95) },
	}
}
