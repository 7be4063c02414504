import { type Difference, describeDifference } from './differences'

const kinds = [
	'collision',
	'partial seed',
	'late write that survived',
	'unexpected answer',
] as const
export type FindingKind = (typeof kinds)[number]

export type Finding = { worker: number; round: number; what: string }

export type Findings = {
	add(kind: FindingKind, finding: Finding): void
	/** Adds one finding for all differences of a comparison; none for no difference. Returns whether there was any. */
	compare(kind: FindingKind, place: Omit<Finding, 'what'>, differences: Difference[]): boolean
	count(kind: FindingKind): number
	/** Lines that describe the first findings of each kind. */
	lines(): string[]
}

const samples = 5

/** Collects what a run found out. Keeps the first findings of each kind, and counts all. */
export function createFindings(): Findings {
	const counts = new Map<FindingKind, number>()
	const kept = new Map<FindingKind, Finding[]>()
	const count = (kind: FindingKind) => counts.get(kind) ?? 0
	const add = (kind: FindingKind, finding: Finding) => {
		counts.set(kind, count(kind) + 1)
		if (count(kind) <= samples) kept.set(kind, [...(kept.get(kind) ?? []), finding])
	}
	return {
		add,
		compare(kind, place, differences) {
			const first = differences.slice(0, 3).map(describeDifference).join('; ')
			const rest = differences.length > 3 ? `; and ${differences.length - 3} more differences` : ''
			if (differences.length > 0) add(kind, { ...place, what: `${first}${rest}` })
			return differences.length > 0
		},
		count,
		lines: () =>
			kinds.flatMap((kind) => {
				const shown = kept.get(kind) ?? []
				const more = count(kind) - shown.length
				return [
					...shown.map(
						({ worker, round, what }) => `${kind}: worker ${worker}, round ${round}: ${what}`,
					),
					...(more > 0 ? [`${kind}: ${more} more`] : []),
				]
			}),
	}
}
