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

/** A stored browser state in which `user` is signed in. It still has the lease of the run that stored it. */
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

/** A suite that another application may already have. It signs in once per worker, and sends a header of its own. */
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

/** Sends requests to a site in every way that a test can. The path of each request names the way. */
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
