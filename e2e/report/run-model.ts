import { type Incident, incidentsOf } from './incidents'
import type { IsolationReport, TestRecord } from './report'
import { distinct } from './words'

/** The rows of one report: a shard of a run. */
export type Section = {
	report: IsolationReport
	/** Tells the section from the others; empty where there is one only. */
	name: string
	lanes: Lane[]
	incidents: Incident[]
}

/** What one worker did, in the order of time. */
export type Lane = { worker: number; tests: TestRecord[] }

export type Model = {
	sections: Section[]
	/** Every attempt, section by section in the order of time. */
	tests: TestRecord[]
	/** The row of a test in the table of all tests. */
	anchors: ReadonlyMap<TestRecord, string>
	incidents: Incident[]
	/** The first and the last moment of all reports. */
	start: number
	end: number
}

/** Brings the reports in the order in which they began, and their tests into rows. */
export function modelOf(reports: IsolationReport[]): Model {
	const ordered = [...reports].sort(
		(one, other) => one.startedAt - other.startedAt || one.shard - other.shard,
	)
	const names = sectionNames(ordered)
	const sections = ordered.map((report, at) => {
		const incidents = incidentsOf(report)
		return { report, name: names[at] ?? '', lanes: lanesOf(report, incidents), incidents }
	})
	const tests = ordered.flatMap((report) => byStart(report.tests))
	const incidents = sections.flatMap((section) => section.incidents)
	const moments = [
		...ordered.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]),
		...tests.flatMap(({ startedAt, endedAt, seeds }) => [
			...[startedAt, endedAt ?? startedAt],
			...seeds.map((seed) => seed.endedAt),
		]),
	]
	const start = moments.reduce((one, other) => Math.min(one, other), moments[0] ?? 0)
	const end = moments.reduce((one, other) => Math.max(one, other), start + 1)
	const anchors = new Map(tests.map((test, at) => [test, `test-${at + 1}`]))
	return { sections, tests, anchors, incidents, start, end }
}

function lanesOf({ workers, tests }: IsolationReport, incidents: Incident[]): Lane[] {
	const all = [...workers, ...tests, ...incidents].flatMap(({ worker }) => worker ?? [])
	return distinct(all)
		.sort((one, other) => one - other)
		.map((worker) => ({ worker, tests: byStart(tests.filter((test) => test.worker === worker)) }))
}

function byStart(tests: TestRecord[]): TestRecord[] {
	return [...tests].sort((one, other) => one.startedAt - other.startedAt)
}

function sectionNames(reports: IsolationReport[]): string[] {
	if (reports.length < 2) return reports.map(() => '')
	const isOneRun = distinct(reports.map(({ run }) => run)).length === 1
	const names = reports.map(({ run, shard }) => {
		const ofShard = shard > 0 ? `shard ${shard}` : ''
		return isOneRun && ofShard ? ofShard : [run, ofShard].filter(Boolean).join(', ')
	})
	return names.map((name, at) => {
		const earlier = names.slice(0, at).filter((each) => each === name).length
		return earlier > 0 ? `${name} (${earlier + 1})` : name
	})
}
