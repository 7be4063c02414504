import { test as base, expect, type TestInfo } from '@playwright/test'
import { resolvedRun } from './run'
import type { Leased, SeededApplication } from './seeded-application'

type SeedOptions<Options> = {
	/** `test`: a new seed before each test. `worker`: the data that the worker's earlier tests left. */
	seedPer: 'test' | 'worker'
	/** What to seed instead of the default data. */
	seedRequest: Options
}

/** Seeds an application before each test. Fails a test whose requests broke isolation. */
export function seedFixture<Options extends object, Seed extends Leased>(
	open: () => SeededApplication<Options, Seed>,
) {
	type TestFixtures = SeedOptions<Options> & { seed: Seed }
	type WorkerFixtures = { application: SeededApplication<Options, Seed> }

	return base.extend<TestFixtures, WorkerFixtures>({
		application: [async ({}, use) => use(open()), { scope: 'worker' }],
		seedPer: ['test', { option: true }],
		seedRequest: [async ({}, use) => use({} as Options), { option: true }],

		seed: [
			async ({ application, seedPer, seedRequest }, use, testInfo) => {
				const run = resolvedRun(testInfo.config)
				const owner = { ...run, worker: testInfo.parallelIndex, label: labelOf(testInfo) }
				const kept = seedPer === 'worker' ? await application.keep(owner) : null
				const seed = kept ?? (await application.seed(owner, seedRequest))
				await use(seed)
				const broken = await application.violations(run.run, seed.lease_id)
				putFirst(testInfo, broken[0])
				expect(broken, 'requests that broke isolation').toEqual([])
			},
			// A test that uses no fixture may send requests too, such as from a context that it makes itself.
			{ auto: true },
		],
	})
}

/** Puts the violation first unless the first error names it: the error of a step whose context was closed may lack it. */
function putFirst({ errors }: TestInfo, violation: string | undefined): void {
	const isNamed = violation === undefined || errors[0]?.message?.includes(violation)
	if (errors.length > 0 && !isNamed) errors.unshift({ message: violation })
}

/** The title of the test with its repetition and its Playwright project: no two tests have the same label. */
function labelOf({ titlePath, repeatEachIndex, project }: TestInfo): string {
	const repetition = repeatEachIndex > 0 ? ` (repetition ${repeatEachIndex})` : ''
	const names = project.name ? [project.name, ...titlePath.slice(1)] : titlePath.slice(1)
	return names.join(' › ').slice(0, 180) + repetition
}
