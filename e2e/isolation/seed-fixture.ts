import { type BrowserContext, test as base, type TestInfo } from '@playwright/test'
import { leaseHeader } from '../../src/isolation/protocol'
import { type Data, dataOfTests } from './data-of-tests'
import { refusalAfter, withinLimit } from './followed'
import { labelOf } from './label'
import { closedForViolation } from './plain-errors'
import { type OriginCookie, originCookie, protectionCookies } from './protection'
import { resolvedRun } from './run'
import type { Leased, SeededApplication } from './seeded-application'
import { noteFailure } from './test-record'
import { followNewContexts, type WorkerContexts, workerContexts } from './worker-contexts'

type SeedOptions<Options> = {
	/**
	 * `test`: a new seed before each test. `worker`: the data that the worker's earlier tests left; a new seed for the
	 * first test of a process, such as of a retry, and for another `seedRequest`.
	 */
	seedPer: 'test' | 'worker'
	/** The test changes nothing, so that it may have a seed that an earlier test had. It fails where it changes something. */
	seedReadOnly: boolean
	/** What to seed instead of the default data. */
	seedRequest: Options
}

/** Seeds an application before each test, leases all contexts, and fails a test whose requests broke isolation. */
export function seedFixture<Options extends object, Seed extends Leased>(
	open: () => SeededApplication<Options, Seed>,
) {
	type TestFixtures = SeedOptions<Options> & {
		/** The data of the test. */
		seed: Seed
		/** Makes more data for the test, with the same lease. */
		seedAnother: (options?: Options) => Promise<Seed>
		isolatedTest: undefined
	}
	type WorkerFixtures = {
		application: SeededApplication<Options, Seed>
		failureNotes: undefined
		/** The cookies that get pages past the protection of a preview. */
		protection: OriginCookie[]
		contexts: WorkerContexts
		dataOfTests: Data<Options, Seed>
		/** Gives the lease of a seed to all contexts. */
		leaseContexts: (seed: Seed) => Promise<void>
	}

	return base.extend<TestFixtures, WorkerFixtures>({
		// The first fixture is the last to end: after all others, and all hooks, of the process.
		failureNotes: [
			async ({}, use, { config }) => {
				await use(undefined)
				const testInfo = currentTest()
				if (testInfo) noteFailure(testInfo, resolvedRun(config).shard)
			},
			{ scope: 'worker', auto: true },
		],
		application: [async ({}, use) => use(open()), { scope: 'worker' }],
		protection: [
			async ({ application }, use) => use(await protectionCookies(application.url)),
			{ scope: 'worker' },
		],
		dataOfTests: [
			async ({ application }, use, { config, parallelIndex }) =>
				use(dataOfTests(application, { ...resolvedRun(config), worker: parallelIndex })),
			{ scope: 'worker' },
		],

		contexts: [
			async ({ playwright, application, protection, dataOfTests }, use) => {
				const contexts = workerContexts({
					firstPasses: async () => {
						const label = `${labelOf(base.info())} (before all)`
						const seed = await dataOfTests.begin({
							label,
							seedPer: 'worker',
							options: {} as Options,
						})
						return passesOf(application.url, seed, protection)
					},
					onRefusal: (context) => void endIfRefused(dataOfTests, context),
				})
				followNewContexts(playwright, contexts.follow)
				await use(contexts)
			},
			// A test that uses no fixture may open contexts too.
			{ scope: 'worker', auto: true },
		],

		leaseContexts: [
			async ({ contexts, application, protection }, use) =>
				use((seed) => contexts.carry(passesOf(application.url, seed, protection))),
			{ scope: 'worker' },
		],

		seedPer: ['test', { option: true }],
		seedReadOnly: [false, { option: true }],
		seedRequest: [async ({}, use) => use({} as Options), { option: true }],

		seed: [
			async (
				{ seedPer, seedReadOnly, seedRequest, dataOfTests, contexts, leaseContexts },
				use,
				testInfo,
			) => {
				// A page of beforeAll may still be asking with the lease that this seed replaces.
				await contexts.hold()
				const label = labelOf(testInfo)
				const wanted = { label, seedPer, seedReadOnly, options: seedRequest }
				const seed = await dataOfTests.begin(wanted)
				await leaseContexts(seed)
				await use(seed)
			},
			{ auto: true },
		],

		seedAnother: async ({ application, seed }, use, { title }) => {
			const made: Promise<Seed>[] = []
			let isOver = false
			await use(async (options = {} as Options) => {
				if (isOver) throw new Error(refusalAfter(title))
				const making = application.seedAnother(seed, options)
				made.push(making)
				return making
			})
			await withinLimit(Promise.allSettled(made))
			isOver = true
		},

		isolatedTest: [
			async ({ dataOfTests, contexts, seedPer, seed: _ }, use, testInfo) => {
				dataOfTests.note(testInfo)
				const openBefore = contexts.beginTest()
				await use(undefined)
				await contexts.endTest(
					`The test “${testInfo.title}” opened this context, which ended with the test. For all tests of a worker, open one in beforeAll, or in a fixture with { scope: 'worker', auto: true }.`,
				)
				const isBehind = openBefore > 0 && seedPer === 'test'
				try {
					await dataOfTests.end(testInfo, isBehind ? pageOfBeforeAll : undefined)
				} finally {
					// For afterAll, and the beforeAll of the next tests: the lease is theirs until the next seed.
					await contexts.resume()
				}
			},
			{ auto: true },
		],

		/** For contexts that the browser's `newContext` did not make: a reused one, or one of another suite's browser. */
		context: async ({ contexts, seed: _, context }, use) => {
			await contexts.follow(context)
			await use(context)
			await contexts.release(context)
		},

		/** `seed` comes before `request`, so that fixtures which send requests before the test have the lease too. */
		request: async ({ contexts, seed: _, request }, use) => {
			await contexts.follow(request)
			await use(request)
			await contexts.release(request)
		},
	})
}

/** The test that runs; null once a process has ended all its tests, none of which failed. */
function currentTest(): TestInfo | null {
	try {
		return base.info()
	} catch {
		return null
	}
}

const pageOfBeforeAll =
	"A page that was opened before this test was there all the time, and its data was seeded anew for this test. To keep the data of the tests before: test.use({ seedPer: 'worker' })."

/** The cookies for the application's host: the lease, and a protected preview's. */
function passesOf(url: string, seed: Leased, protection: OriginCookie[]): OriginCookie[] {
	return [originCookie(url, leaseHeader, seed.lease_id ?? ''), ...protection]
}

/** Closes the context where the guard has refused a request of the test: it ends now and not at its time limit. */
async function endIfRefused<Options extends object, Seed extends Leased>(
	data: Data<Options, Seed>,
	context: BrowserContext,
): Promise<void> {
	try {
		if (await data.isRefused()) await context.close({ reason: closedForViolation })
	} catch {
		// The end of the test asks again.
	}
}
