import { readFileSync } from 'node:fs'
import { type BrowserContextOptions, test as base } from '@playwright/test'
import { leaseHeader } from '../../src/isolation/protocol'
import { keepCookies } from './kept-cookies'
import { type OriginCookie, originCookie, protectionCookies } from './protection'
import type { Leased } from './seeded-application'

type StorageState = BrowserContextOptions['storageState']

type TestFixtures = {
	seed: Leased
	/** The cookies of every context of the test, for the application's host: the lease, and a protected preview's. */
	passes: OriginCookie[]
}

type WorkerFixtures = {
	application: { url: string }
	/** The cookies that get pages past the protection of a preview. */
	protection: OriginCookie[]
	/** What the running test gives its contexts: the fixtures of a worker cannot read those of a test. */
	current: { passes: OriginCookie[]; storageState: StorageState }
}

/**
 * Gives the lease to every context, also to contexts that a test makes itself. The state and the headers that a spec,
 * the configuration or another suite's fixtures set are kept. The lease is a cookie: the browser sends it to the
 * application only, also from a page that is being left or closed. A header would go to every origin that a page calls,
 * with a preflight that most origins refuse.
 */
export const leaseCookies = base.extend<TestFixtures, WorkerFixtures>({
	protection: [
		async ({ application }, use) => use(await protectionCookies(application.url)),
		{ scope: 'worker' },
	],
	current: [async ({}, use) => use({ passes: [], storageState: undefined }), { scope: 'worker' }],

	passes: [
		async ({ seed, application, protection, storageState, current }, use) => {
			const lease = originCookie(application.url, leaseHeader, seed.lease_id ?? '')
			const passes = [lease, ...protection]
			Object.assign(current, { passes, storageState })
			await use(passes)
			Object.assign(current, { passes: [], storageState: undefined })
		},
		{ auto: true },
	],

	browser: [
		async ({ browser, current }, use) => {
			const newContext = browser.newContext.bind(browser)
			browser.newContext = async (options) => {
				const context = await newContext(options)
				await keepCookies(context, current.passes)
				return context
			}
			await use(browser)
		},
		{ scope: 'worker' },
	],

	/** A request context takes cookies only when it is made. */
	playwright: [
		async ({ playwright, current }, use) => {
			const newContext = playwright.request.newContext.bind(playwright.request)
			playwright.request.newContext = (options) => {
				// A test that sets `storageState` to undefined wants no state, so it wins over the fixture's.
				const { storageState } = { storageState: current.storageState, ...options }
				return newContext({ ...options, storageState: withCookies(storageState, current.passes) })
			}
			await use(playwright)
			playwright.request.newContext = newContext
		},
		{ scope: 'worker' },
	],

	/** `passes` comes before `request`, so that fixtures which send requests before the test have the lease too. */
	request: async ({ passes: _, request }, use) => use(request),

	/** For contexts that the `browser` fixture above did not make: a reused context, or one of another suite's browser. */
	context: async ({ passes, context }, use) => {
		await keepCookies(context, passes)
		await use(context)
	},
})

/** The state with these cookies added. They replace the state's own cookies of the same names. */
function withCookies(state: StorageState, cookies: OriginCookie[]) {
	const given = typeof state === 'string' ? JSON.parse(readFileSync(state, 'utf8')) : state
	const names = cookies.map(({ name }) => name)
	const others = (given?.cookies ?? []).filter(
		({ name }: { name: string }) => !names.includes(name),
	)
	return { origins: [], ...given, cookies: [...others, ...cookies] }
}
