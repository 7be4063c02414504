import { test as base, expect, type TestInfo } from '@playwright/test'
import type { Seed, SeedInput } from '../../src/server/seed/seed-request'
import { ProjectPage } from '../pages/project-page'
import { type Client, createClient } from './client'
import { keepCookies } from './kept-cookies'
import { followRequests } from './open-requests'
import { type OriginCookie, originCookie, protectionCookies } from './protection'
import { baseUrl, resolvedRun } from './run'
import { workerSeedRequest } from './worker-seed'

type WorkerFixtures = {
	/** The typed client of the application, as it is outside of any lease. */
	client: Client
	/** The request that seeds this worker's project. */
	workerSeed: ReturnType<typeof workerSeedRequest>
	/** What gets pages past the protection of a preview. */
	protection: OriginCookie[]
}

type TestOptions = {
	/** `test`: a pristine seed before each test. `worker`: what the worker's earlier tests left. */
	seedPer: 'test' | 'worker'
	/** Another data set, such as `{ scenario: 'review', facts_count: 12 }`. */
	seedRequest: Omit<
		SeedInput & object,
		'project_id' | 'source_id' | 'workspace_id' | 'lease' | 'reset'
	>
}

type TestFixtures = TestOptions & {
	/** What the application's origin gets from every page of the test. */
	passes: OriginCookie[]
	/** The seed of this test; every request of its pages and contexts carries its lease. */
	seed: Seed
	/** The seeded project, opened in the page. */
	project: ProjectPage
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
	client: [async ({}, use) => use(createClient(baseUrl())), { scope: 'worker' }],
	workerSeed: [
		async ({}, use, { config, parallelIndex }) =>
			use(workerSeedRequest({ ...resolvedRun(config), worker: parallelIndex })),
		{ scope: 'worker' },
	],
	protection: [async ({}, use) => use(await protectionCookies(baseUrl())), { scope: 'worker' }],
	seedPer: ['test', { option: true }],
	seedRequest: [{}, { option: true }],

	seed: async ({ client, workerSeed, seedPer, seedRequest }, use, testInfo) => {
		const label = labelOf(testInfo)
		const request = { ...workerSeed, lease: { ...currentLease(workerSeed), label } }
		const kept =
			seedPer === 'worker'
				? await client.testHelpers.seed.mutate({ ...request, reset: false, facts_count: 0 })
				: undefined
		const seed = kept?.facts_count
			? kept
			: await client.testHelpers.seed.mutate({ ...request, ...seedRequest })
		await use(seed)
		const broken = await violationsOf(client, seed)
		putFirst(testInfo, broken[0])
		expect(broken, 'requests that broke isolation').toEqual([])
	},

	/**
	 * The lease is a cookie, which the browser sends to the application only, also from a page that is being left or closed.
	 * A header would go to every origin that a page asks, with a preflight that most refuse.
	 */
	passes: async ({ seed, protection }, use) => {
		const lease = originCookie(baseUrl(), 'x-seed-lease', seed.lease_id ?? '')
		await use([lease, ...protection])
	},

	storageState: async ({ passes }, use) => use({ cookies: passes, origins: [] }),

	context: async ({ context, client, seed, passes }, use) => {
		await keepCookies(context, passes)
		const endRequests = followRequests(context)
		// Chromium may let a request by while a page's first route is set up: this one is, before there is a page.
		await context.route('https://nowhere.invalid/', (route) => route.abort())
		// Else a test whose request was refused would wait for what never comes until its time is up.
		const endIfRefused = async () => {
			const [violation] = await violationsOf(client, seed)
			if (violation) await context.close({ reason: violation })
		}
		context.on('response', (response) => {
			if (refusals.includes(response.status())) endIfRefused().catch(() => {})
		})
		await use(context)
		await endRequests()
	},

	project: async ({ page, seed }, use) => {
		const project = new ProjectPage(page, seed)
		await project.open()
		await use(project)
	},
})

/** Names the refusal in the first error: a step that waits while its context is closed may lose the reason. */
function putFirst({ errors }: TestInfo, violation: string | undefined): void {
	const isNamed = violation === undefined || errors[0]?.message?.includes(violation)
	if (errors.length > 0 && !isNamed) errors.unshift({ message: violation })
}

/** The statuses of an answer in which the guard may have refused something; a batch has its own. */
const refusals = [207, 409]

/** What the guard refused to the requests of a seed's lease. */
async function violationsOf(client: Client, { lease_id }: Seed): Promise<string[]> {
	const { run } = resolvedRun(test.info().config)
	const { violations } = await client.testHelpers.status.query({
		run,
		lease_id: lease_id ?? undefined,
	})
	return violations.map(({ code, procedure, message }) => `${code} in ${procedure}: ${message}`)
}

/** The test's title, told apart from its repetitions and from other projects'. */
function labelOf({ titlePath, repeatEachIndex, project }: TestInfo): string {
	const repetition = repeatEachIndex > 0 ? ` (repetition ${repeatEachIndex})` : ''
	const names = project.name ? [project.name, ...titlePath.slice(1)] : titlePath.slice(1)
	return names.join(' › ').slice(0, 180) + repetition
}

function currentLease({ lease }: WorkerFixtures['workerSeed']) {
	if (!lease) throw new Error('A worker is seeded with a lease')
	return lease
}

export { expect }
