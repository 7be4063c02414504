import { otherWayNames, seedNames } from './names'
import { type DatabaseKind, type Measure, medianOf, type Results, type Unit } from './results'
import { type CheckedTarget, checkTargets } from './targets'

const databaseNames: Record<DatabaseKind, string> = {
	postgresql: 'PostgreSQL',
	embedded: 'the embedded database',
}

/** The whole run as Markdown: a table for each section, and the targets. */
export function reportOf(results: Results): string {
	const sections = results.sections.map(({ section, database, note, measures }) =>
		[`## ${section} on ${databaseNames[database]}`, note, measureTable(measures)].join('\n\n'),
	)
	const failures = results.failures.map(
		({ section, database, error }) => `- ${section} on ${databaseNames[database]}: ${error}`,
	)
	return [
		`# Benchmark`,
		conditionsOf(results),
		...sections,
		'## Targets',
		targetTable(checkTargets(results)),
		...(failures.length > 0 ? ['## Failed sections', failures.join('\n')] : []),
	].join('\n\n')
}

/** One sentence about where and when the numbers were taken. */
export function conditionsOf(results: Results): string {
	const { date, commit, command, cpu, cores, node, postgresql } = results
	const server = postgresql === null ? '' : `, PostgreSQL ${postgresql}`
	const quick = results.quick ? ' A quick run with small counts, which only shows the form.' : ''
	return `\`${command}\` on ${date.slice(0, 10)}, commit ${commit.slice(0, 7)}${commit.endsWith('-dirty') ? ' with changes' : ''}: ${cpu}, ${cores} cores, Node ${node}${server}.${quick}`
}

/** Ways to give a test its data, each with how many times a seed over tRPC it takes. */
export function comparisonTable(results: Results): string {
	const { measures } = results.sections.find(isSeedsOnServer) ?? { measures: [] }
	const seedBeside = (name: string) => {
		const seed = otherWayNames.includes(name) ? seedNames.trpcAmongOthers : seedNames.trpc
		return medianOf(results, { ...seedsOnServer, name: seed }) ?? Number.NaN
	}
	const contenders: string[] = Object.values(seedNames)
	const rows = measures
		.filter(({ name }) => contenders.includes(name) && name !== seedNames.trpcAmongOthers)
		.map((measure) => [
			measure.name,
			number(measure.median),
			quartiles(measure),
			number(measure.median / seedBeside(measure.name)),
		])
	return table(['seeds on PostgreSQL', 'median, ms', 'quartiles', '× a seed over tRPC'], rows)
}

const seedsOnServer = { section: 'seeds', database: 'postgresql' } as const

/** Whether a section's result is that of the seeds on PostgreSQL. */
export function isSeedsOnServer({ section, database }: Results['sections'][number]): boolean {
	return section === seedsOnServer.section && database === seedsOnServer.database
}

export function targetTable(targets: CheckedTarget[]): string {
	const rows = targets.map(({ measure, value, limit, bound, unit, held }) => [
		measure,
		value === null ? 'not measured' : withUnit(value, unit),
		`${bound} ${withUnit(limit, unit)}`,
		held === null ? '–' : held ? 'yes' : 'no',
	])
	return table(['measure', 'value', 'target', 'held'], rows)
}

function measureTable(measures: Measure[]): string {
	const rows = measures.map((measure) => [
		measure.name,
		withUnit(measure.median, measure.unit),
		quartiles(measure),
		measure.count > 1 ? number(measure.p95) : '',
		String(measure.count),
	])
	return table(['measure', 'median', 'quartiles', '95th percentile', 'count'], rows)
}

function quartiles({ count, q1, q3 }: Measure): string {
	return count > 1 ? `${number(q1)} to ${number(q3)}` : ''
}

/** Three significant digits, whole numbers from a hundred on. */
export function number(value: number): string {
	if (value >= 100) return Math.round(value).toLocaleString('en')
	return value.toFixed(value >= 10 ? 1 : 2)
}

function withUnit(value: number, unit: Unit): string {
	return unit === 'times' ? number(value) : `${number(value)} ${unit}`
}

/** A table of Markdown. */
export function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
	return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}
