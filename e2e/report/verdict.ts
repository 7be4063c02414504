import { type Outcome, outcomeOf, outcomes } from './outcome'
import type { Model } from './run-model'
import { counted, distinct } from './words'

/** Says in one sentence whether the workers kept to their own data. */
export function verdict({ sections, incidents }: Model): string {
	if (sections.length === 0) return 'There is no report, so nothing is known of the run.'
	if (incidents.length > 0) {
		const broken = incidents.flatMap(({ test }) => test ?? [])
		const inTests = `in ${counted(distinct(broken).length, 'test')}`
		const unknown = incidents.length - broken.length
		const where =
			broken.length === 0
				? 'in no test that is known'
				: `${inTests}${unknown > 0 ? `, ${unknown} of them in no test that is known` : ''}`
		return `${counted(incidents.length, 'request')} broke isolation, ${where}.`
	}
	const lanes = sections.flatMap((section) => section.lanes)
	const seeds = sections.flatMap(({ report }) => report.workers.map((row) => row.seeds))
	const count = seeds.reduce((sum, each) => sum + each, 0)
	const place = sections.length > 1 ? ` of ${partsOf({ sections })}` : ''
	return `${counted(testsCount({ sections }), 'test')} on ${counted(lanes.length, 'worker')}${place}, ${counted(count, 'seed')}, no request broke isolation.`
}

function partsOf({ sections }: Pick<Model, 'sections'>): string {
	const runs = distinct(sections.map(({ report }) => report.run))
	const isSharded = sections.every(({ report }) => report.shard > 0)
	return runs.length === 1 && isSharded
		? counted(sections.length, 'shard')
		: counted(sections.length, 'report')
}

/** Says how the tests went: "178 passed, 1 failed, 1 cut off." Each attempt of a repeated test counts. */
export function tally({ sections, tests }: Pick<Model, 'sections' | 'tests'>): string {
	if (tests.length === 0) return 'No test ran.'
	const count = (outcome: Outcome) => tests.filter((test) => outcomeOf(test) === outcome).length
	const words = outcomes
		.map((outcome) => [count(outcome), outcome.replace('-', ' ')] as const)
		.filter(([number]) => number > 0)
		.map(([number, word]) => `${number.toLocaleString('en-GB')} ${word}`)
	const retries = tests.length - testsCount({ sections })
	return `${words.join(', ')}${retries > 0 ? `, ${counted(retries, 'attempt')} of them repeated` : ''}.`
}

/** The number of tests of all reports, each of them once for all its attempts. */
function testsCount({ sections }: Pick<Model, 'sections'>): number {
	const counts = sections.map(
		({ report }) => distinct(report.tests.map(({ testId }) => testId)).length,
	)
	return counts.reduce((sum, count) => sum + count, 0)
}
