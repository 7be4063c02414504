export type DatabaseKind = 'postgresql' | 'embedded'

export type Unit = 'ms' | 's' | 'MB' | '%' | 'seeds/s' | 'times'

/** One number of a section: the median of `count` values with its quartiles. */
export type Measure = {
	name: string
	unit: Unit
	count: number
	median: number
	q1: number
	q3: number
	p95: number
}

export type SectionResult = {
	section: string
	database: DatabaseKind
	/** What a reader has to know about how it was measured. */
	note: string
	measures: Measure[]
}

export type SectionFailure = { section: string; database: DatabaseKind; error: string }

/** What one run of the benchmark found, as `results.json` holds it. */
export type Results = {
	/** ISO 8601 in UTC. */
	date: string
	/** 40 hex digits, with `-dirty` where files had been changed. */
	commit: string
	command: string
	/** Whether the counts are those to try the benchmark out. */
	quick: boolean
	node: string
	/** The version of the server; null: only the embedded database was measured. */
	postgresql: string | null
	cpu: string
	cores: number
	sections: SectionResult[]
	failures: SectionFailure[]
}

/** The median of a measure; null where the run has not measured it. */
export function medianOf(
	{ sections }: Pick<Results, 'sections'>,
	at: { section: string; database: DatabaseKind; name: string },
): number | null {
	const found = sections.find(
		({ section, database }) => section === at.section && database === at.database,
	)
	return found?.measures.find(({ name }) => name === at.name)?.median ?? null
}
