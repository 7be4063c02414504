import type { BrowserContext, Disposable, Frame, Page, Request } from '@playwright/test'
import { type Followed, withinLimit } from './followed'
import { followCalls } from './followed-calls'
import { keepCookies } from './kept-cookies'
import { answersInFrame, type GateState, gateRequests } from './request-gate'

const readByServer = ['document', 'fetch', 'ping', 'xhr']
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
	let atRest: (() => void)[] = []
	const answered = (request: Request) => {
		open.delete(request)
		if (open.size > 0) return
		for (const resolve of atRest) resolve()
		atRest = []
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
	const allFinished = () =>
		new Promise<void>((resolve) => (open.size === 0 ? resolve() : atRest.push(resolve)))
	// `allSettled`, because a frame may be gone: it sends no request either.
	const inFrames = (run: (frame: Frame) => Promise<unknown>) =>
		Promise.allSettled(context.pages().flatMap((page) => page.frames().map(run)))
	// Playwright misses requests while the first route of a page is set up, so the pages are asked too.
	const allAnswered = () =>
		Promise.all([allFinished(), inFrames((frame) => frame.evaluate(answersInFrame))])
	const gateFrames = (state: GateState) => inFrames((frame) => frame.evaluate(gateRequests, state))
	/** For documents that begin from now on. */
	const gateDocuments = (state: GateState) => context.addInitScript(gateRequests, state)
	await gateDocuments('open')
	// Somebody else's browser may have pages.
	await withinLimit(gateFrames('open'))
	let heldDocuments: Promise<Disposable> | undefined
	const holdPages = async () => {
		heldDocuments ??= gateDocuments('held')
		// Playwright has heard of the earlier requests by the time that this returns.
		await Promise.allSettled([heldDocuments, gateFrames('held')])
		await allAnswered()
	}
	const resumePages = async () => {
		// It fails where a page has crashed.
		await heldDocuments?.then((script) => script.dispose()).catch(() => {})
		heldDocuments = undefined
		await gateFrames('open')
	}
	const whilePaused = async (work: () => Promise<void>) => {
		// A request on its way has not got its cookies yet.
		if (!heldDocuments) await withinLimit(gateFrames('paused').then(allAnswered))
		try {
			await work()
		} finally {
			if (!heldDocuments) await withinLimit(gateFrames('open'))
		}
	}
	const calls = followCalls(context.request)
	return {
		carry: keepCookies(context, whilePaused),
		// A test may hold a request back for good, so the wait has a limit.
		async hold() {
			await withinLimit(Promise.allSettled([holdPages(), calls.hold()]))
			// What is not answered by now is waited for once.
			open.clear()
		},
		resume: () => withinLimit(resumePages()),
		close: (reason) => context.close({ reason }),
	}
}

/** Whether a page sent the request. A navigation that has no frame yet belongs to no page. */
function isOf(page: Page, request: Request): boolean {
	try {
		return request.frame().page() === page
	} catch {
		return false
	}
}
