import {
	type BrowserContext,
	type BrowserContextOptions,
	test as base,
	mergeTests,
	type PlaywrightTestArgs,
	type PlaywrightWorkerArgs,
} from '@playwright/test'
import { test as ours } from '../harness/fixtures'

export type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>

/** The state of a browser in which somebody is signed in, and an old lease is left over from the run that stored it. */
export function signedIn(user: string): StorageState {
	const cookie = { domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false }
	return {
		cookies: [
			{ ...cookie, name: 'session', value: user, sameSite: 'Lax' },
			{ ...cookie, name: 'x-seed-lease', value: 'an-old-lease', sameSite: 'Lax' },
		],
		origins: [],
	}
}

/** A suite as another application may have one already: it signs in once a worker, and has a header of its own. */
const theirs = base.extend<object, { workerState: StorageState }>({
	workerState: [async ({}, use) => use(signedIn('worker')), { scope: 'worker' }],
	storageState: ({ workerState }, use) => use(workerState),
	extraHTTPHeaders: { 'x-their-header': 'theirs' },
	context: async ({ context }, use) => {
		await context.addCookies([{ name: 'choice', value: 'theirs', url: 'http://127.0.0.1' }])
		await use(context)
	},
})

export const suites = {
	'whose fixtures come before ours': mergeTests(theirs, ours),
	'whose fixtures come after ours': mergeTests(ours, theirs),
}

type Ways = Pick<PlaywrightTestArgs, 'context'> &
	Pick<PlaywrightWorkerArgs, 'browser' | 'playwright'>

/** Asks a site in every way that a test has, each with a path that names the way. */
export async function askInEveryWay(
	url: string,
	{ context, browser, playwright }: Ways,
): Promise<void> {
	const open = async (of: BrowserContext, path: string) => {
		await (await of.newPage()).goto(`${url}${path}`)
	}
	await open(context, '/page')
	await context.request.get(`${url}/requests-of-the-context`)
	const own = await browser.newContext()
	await open(own, '/own-context')
	const another = await browser.newContext({ storageState: signedIn('another') })
	await open(another, '/another-user')
	const requests = await playwright.request.newContext()
	await requests.get(`${url}/own-requests`)
	await Promise.all([own.close(), another.close(), requests.dispose()])
}
