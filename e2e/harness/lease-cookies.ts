import { readFileSync } from 'node:fs'
import { type BrowserContextOptions, test as base } from '@playwright/test'
import { leaseHeader } from '../../src/isolation/protocol'
import { keepCookies } from './kept-cookies'
import { type OriginCookie, originCookie, protectionCookies } from './protection'
import type { Leased } from './seeded-application'

type StorageState = BrowserContextOptions['storageState']

type TestFixtures = {
	seed: Leased
	/** What the application's host gets from every context of the test: the lease, and the pass of a protected preview. */
	passes: OriginCookie[]
}

type WorkerFixtures = {
	application: { url: string }
	/** What gets pages past the protection of a preview. */
	protection: OriginCookie[]
	/** What the test that runs gives its contexts: the fixtures of a worker know no test. */
	current: { passes: OriginCookie[]; storageState: StorageState }
}

/**
 * Gives the lease to every context, those that a test makes itself too, on top of whatever state and headers the spec,
 * the configuration or another suite's fixtures give them. The lease is a cookie, which the browser sends to the
 * application only, also from a page that is being left or closed. A header would go to every origin that a page asks,
 * with a preflight that most refuse.
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

	/** A context of requests takes cookies only when it is made. */
	playwright: [
		async ({ playwright, current }, use) => {
			const newContext = playwright.request.newContext.bind(playwright.request)
			playwright.request.newContext = (options) => {
				// A test that gives undefined wants no state: `in`, and not `??`.
				const { storageState } = { storageState: current.storageState, ...options }
				return newContext({ ...options, storageState: withCookies(storageState, current.passes) })
			}
			await use(playwright)
			playwright.request.newContext = newContext
		},
		{ scope: 'worker' },
	],

	/** Named before `request`, so that the lease is there also for a fixture that asks before the test does. */
	request: async ({ passes: _, request }, use) => use(request),

	/** A context that is used again, or comes from a browser of another suite's, has gone past the browser above. */
	context: async ({ passes, context }, use) => {
		await keepCookies(context, passes)
		await use(context)
	},
})

/** The state with the cookies in place of those that a stored one has of the same names. */
function withCookies(state: StorageState, cookies: OriginCookie[]) {
	const given = typeof state === 'string' ? JSON.parse(readFileSync(state, 'utf8')) : state
	const names = cookies.map(({ name }) => name)
	const others = (given?.cookies ?? []).filter(
		({ name }: { name: string }) => !names.includes(name),
	)
	return { origins: [], ...given, cookies: [...others, ...cookies] }
}
