import type { SeedRecord, TestRecord } from './report'
import { milliseconds } from './words'

/** How a test went, as people ask for it. `cut-off`: it did not get to its end. */
export type Outcome = 'passed' | 'failed' | 'skipped' | 'cut-off'

export const outcomes: Outcome[] = ['passed', 'failed', 'skipped', 'cut-off']

export function outcomeOf({ status, expected }: TestRecord): Outcome {
	if (status === null || status === 'interrupted') return 'cut-off'
	if (status === 'skipped') return 'skipped'
	return expected ? 'passed' : 'failed'
}

/** The status of a test in words, with what was expected where that is a surprise. */
export function statusWords({ status, expected }: TestRecord): string {
	if (status === null) return 'cut off: its worker ended'
	if (status === 'skipped' || status === 'interrupted') return status
	if (status === 'passed') return expected ? 'passed' : 'passed, but was to fail'
	const words = status === 'timedOut' ? 'timed out' : 'failed'
	return expected ? `${words}, as expected` : words
}

/** What a test added (+), changed (~) and removed (−), table by table: "facts +1 ~2 −0". */
export function changesWords({ changes }: TestRecord): string[] {
	if (changes === null) return ['not compared']
	const tables = Object.entries(changes)
		.filter(([, { added, changed, removed }]) => added + changed + removed > 0)
		.map(([table, { added, changed, removed }]) => `${table} +${added} ~${changed} −${removed}`)
	return tables.length > 0 ? tables : ['nothing']
}

/** The times of a test's seeds in milliseconds: "7.9", "7.9 + 8.1", or "kept" where it went on with what was there. */
export function seedWords({ seeds }: TestRecord): string {
	const words = seeds.map(({ kept, seedMs }: SeedRecord) => (kept ? 'kept' : milliseconds(seedMs)))
	return words.length > 0 ? words.join(' + ') : '–'
}

/** The milliseconds of a test; null where its end is not known. */
export function durationOf({ startedAt, endedAt }: TestRecord): number | null {
	return endedAt === null ? null : Math.max(0, endedAt - startedAt)
}
