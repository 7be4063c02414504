import type { BrowserContext, Page, Request } from '@playwright/test'
import { type Followed, withinLimit } from './followed'
import { followCalls } from './followed-calls'
import { keepCookies } from './kept-cookies'

const readByServer = ['document', 'fetch', 'xhr']
/** The statuses of answers in which the guard may have refused a call. 207 is for a batch with different results. */
const refusals = [207, 409]

/**
 * Follows the requests of a context's pages, so that they can be held back between two tests: otherwise a slow server
 * may handle a request only when the next test has its seed. `onRefusal` is called where the guard may have refused one.
 */
export async function followPages(
	context: BrowserContext,
	onRefusal: () => void,
): Promise<Followed> {
	const open = new Set<Request>()
	let onAnswer = () => {}
	const answered = (request: Request) => {
		open.delete(request)
		onAnswer()
	}
	context.on('request', (request) => {
		if (readByServer.includes(request.resourceType())) open.add(request)
	})
	context.on('requestfinished', answered)
	context.on('requestfailed', answered)
	const followPage = (page: Page) => {
		page.on('close', () => {
			for (const request of open) if (isOf(page, request)) answered(request)
		})
	}
	context.on('page', followPage)
	context.pages().forEach(followPage)
	context.on('response', (response) => {
		if (refusals.includes(response.status())) onRefusal()
	})
	// Chromium may miss requests while the first route is set up, so one is set up here, before there is a page.
	await context.route('https://nowhere.invalid/', (route) => route.abort())
	const allAnswered = () =>
		new Promise<void>((resolve) => {
			onAnswer = () => open.size === 0 && resolve()
			onAnswer()
		})
	// `allSettled`, because a frame may be gone: it sends no request either.
	const inFrames = (run: () => void) =>
		Promise.allSettled(
			context.pages().flatMap((page) => page.frames().map((frame) => frame.evaluate(run))),
		)
	const calls = followCalls(context.request)
	return {
		carry: keepCookies(context),
		// A test may hold a request back for good, so the wait has a limit.
		async hold() {
			await withinLimit(Promise.all([inFrames(holdRequests).then(allAnswered), calls.hold()]))
			// What is not answered by now is waited for once.
			open.clear()
		},
		resume: () => withinLimit(inFrames(resumeRequests)),
		close: (reason) => context.close({ reason }),
	}
}

/**
 * Runs in the page: holds back its requests. Playwright has heard of all earlier requests by the time that this returns.
 * Reads go on in the next test. A change belongs to the test that has ended, so it is never sent.
 */
function holdRequests() {
	const page = window as typeof window & { resumeRequests?: () => void }
	if (page.resumeRequests) return
	const { fetch } = window
	const { open, send } = XMLHttpRequest.prototype
	const reads = /^(get|head)$/i
	let resume = () => {}
	const resumed = new Promise<void>((resolve) => {
		resume = resolve
	})
	window.fetch = async (input, init) => {
		const { method } = new Request(input, init)
		await (reads.test(method) ? resumed : new Promise(() => {}))
		return fetch(input, init)
	}
	const held = new WeakSet<XMLHttpRequest>()
	XMLHttpRequest.prototype.open = function (...args: unknown[]) {
		if (!reads.test(String(args[0]))) held.add(this)
		return Reflect.apply(open, this, args)
	}
	XMLHttpRequest.prototype.send = function (...args) {
		if (!held.has(this)) resumed.then(() => send.apply(this, args))
	}
	page.resumeRequests = () => {
		window.fetch = fetch
		Object.assign(XMLHttpRequest.prototype, { open, send })
		page.resumeRequests = undefined
		resume()
	}
}

function resumeRequests() {
	const page = window as typeof window & { resumeRequests?: () => void }
	page.resumeRequests?.()
}

/** Whether a page sent the request. A navigation that has no frame yet belongs to no page. */
function isOf(page: Page, request: Request): boolean {
	try {
		return request.frame().page() === page
	} catch {
		return false
	}
}
