import type { BrowserContext, Page, Request } from '@playwright/test'

const readByServer = ['document', 'fetch', 'xhr']
const limitMs = 5_000

/**
 * Follows the requests of a context's pages. The returned function stops further requests and waits for the answers to
 * the open ones: otherwise a slow server may handle a request only when the next test has its seed. It waits for five
 * seconds at most, because a test may hold a request back for good.
 */
export function followRequests(context: BrowserContext): () => Promise<void> {
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
	context.on('page', (page) => {
		page.on('close', () => {
			for (const request of open) if (isOf(page, request)) answered(request)
		})
	})
	const allAnswered = () =>
		new Promise<void>((resolve) => {
			onAnswer = () => open.size === 0 && resolve()
			onAnswer()
		})
	return async () => {
		let timer: ReturnType<typeof setTimeout> | undefined
		const limit = new Promise<void>((resolve) => {
			timer = setTimeout(resolve, limitMs)
		})
		const frames = context.pages().flatMap((page) => page.frames())
		// `allSettled`, because a frame may be gone: it sends no request either.
		const silenced = Promise.allSettled(frames.map((frame) => frame.evaluate(askNothingMore)))
		await Promise.race([silenced.then(allAnswered), limit])
		clearTimeout(timer)
	}
}

/** Runs in the page. Playwright has heard of all earlier requests by the time that this returns. */
function askNothingMore() {
	window.fetch = () => new Promise(() => {})
	XMLHttpRequest.prototype.send = () => {}
}

/** Whether a page sent the request. A navigation that has no frame yet belongs to no page. */
function isOf(page: Page, request: Request): boolean {
	try {
		return request.frame().page() === page
	} catch {
		return false
	}
}
