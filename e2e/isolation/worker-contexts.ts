import type {
	APIRequestContext,
	Browser,
	BrowserContext,
	PlaywrightWorkerArgs,
} from '@playwright/test'
import type { Followed } from './followed'
import { followCalls } from './followed-calls'
import { followPages } from './followed-pages'
import type { OriginCookie } from './protection'

type AnyContext = BrowserContext | APIRequestContext

type Options = {
	/** The cookies for contexts that are opened before a test has made a seed, such as in `beforeAll`. */
	firstPasses: () => Promise<OriginCookie[]>
	/** Called where the guard may have refused a request of the context. */
	onRefusal: (context: BrowserContext) => void
}

export type WorkerContexts = ReturnType<typeof workerContexts>

/**
 * The contexts of one worker, however they were opened. All of them carry the lease of the test that is running.
 * Contexts that a test opened are closed at its end; those of `beforeAll` or of a fixture of the worker stay.
 */
export function workerContexts({ firstPasses, onRefusal }: Options) {
	const open = new Map<AnyContext, Followed>()
	let passes: Promise<OriginCookie[]> | null = null
	let ofTest: Set<AnyContext> | null = null

	async function follow(context: AnyContext): Promise<void> {
		passes ??= firstPasses()
		let followed = open.get(context)
		if (!followed) {
			followed = isRequests(context)
				? followCalls(context)
				: await followPages(context, () => onRefusal(context))
			open.set(context, followed)
			forgetClosed(context)
			ofTest?.add(context)
		}
		await followed.carry(await passes)
	}

	function forgetClosed(context: AnyContext): void {
		if (!isRequests(context)) {
			context.on('close', () => open.delete(context))
			return
		}
		const dispose = context.dispose.bind(context)
		context.dispose = (options) => {
			open.delete(context)
			return dispose(options)
		}
	}

	const all = (work: (followed: Followed) => Promise<void>) =>
		Promise.all([...open.values()].map(work))

	return {
		follow,

		/** Ends the requests of all contexts. */
		async hold(): Promise<void> {
			await all((followed) => followed.hold())
		},

		/** Lets the requests of all contexts go on. */
		async resume(): Promise<void> {
			await all((followed) => followed.resume())
		},

		/** Gives the cookies of a new seed to all contexts, and lets their requests go on. */
		async carry(next: OriginCookie[]): Promise<void> {
			passes = Promise.resolve(next)
			await all(async (followed) => {
				await followed.carry(next)
				await followed.resume()
			})
		},

		/** From now on contexts belong to a test. Returns the number of those that were open before. */
		beginTest(): number {
			ofTest = new Set()
			return open.size
		},

		/** Ends the requests of a context that somebody else closes, or uses again. */
		async release(context: AnyContext): Promise<void> {
			await open.get(context)?.hold()
			open.delete(context)
		},

		/** Ends the requests of all contexts, and closes those that the test has left open. */
		async endTest(reason: string): Promise<void> {
			const left = [...(ofTest ?? [])]
			ofTest = null
			await all((followed) => followed.hold())
			await Promise.all(left.map((context) => open.get(context)?.close(reason)))
		},
	}
}

function isRequests(context: AnyContext): context is APIRequestContext {
	return !('pages' in context)
}

type Playwright = Pick<
	PlaywrightWorkerArgs['playwright'],
	'chromium' | 'firefox' | 'webkit' | 'request'
>

/** Calls `follow` for each context that anybody opens in this process, before its opener has it. */
export function followNewContexts(
	playwright: Playwright,
	follow: (context: AnyContext) => Promise<void>,
): void {
	const followBrowser = async (browser: Browser) => {
		after(browser, 'newContext', follow)
		// A browser that somebody else has started may have contexts.
		await Promise.all(browser.contexts().map(follow))
	}
	for (const type of [playwright.chromium, playwright.firefox, playwright.webkit]) {
		after(type, 'launch', followBrowser)
		after(type, 'connect', followBrowser)
		after(type, 'connectOverCDP', followBrowser)
		after(type, 'launchPersistentContext', follow)
	}
	after(playwright.request, 'newContext', follow)
}

/** Replaces a method by one that awaits `work` with its result. */
function after<Made>(object: object, name: string, work: (made: Made) => Promise<void>): void {
	const method = Reflect.get(object, name).bind(object) as (...args: unknown[]) => Promise<Made>
	Reflect.set(object, name, async (...args: unknown[]) => {
		const made = await method(...args)
		await work(made)
		return made
	})
}
