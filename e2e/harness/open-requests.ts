import type { BrowserContext, Page, Request } from '@playwright/test'

const readByServer = ['document', 'fetch', 'xhr']
const limitMs = 5_000

/**
 * Follows what the pages of a context ask. The returned function lets them ask nothing more and waits for the answers to
 * the rest: a slow server may come to a request only after its page is closed, when the next test has its seed. What a
 * test holds back for good is waited for no longer than five seconds.
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
		// A frame that is gone asks nothing more either.
		const silenced = Promise.allSettled(frames.map((frame) => frame.evaluate(askNothingMore)))
		await Promise.race([silenced.then(allAnswered), limit])
		clearTimeout(timer)
	}
}

/** Runs in the page. By the time it returns, word of everything that was asked before has come. */
function askNothingMore() {
	window.fetch = () => new Promise(() => {})
	XMLHttpRequest.prototype.send = () => {}
}

/** A navigation that has no frame yet belongs to no page. */
function isOf(page: Page, request: Request): boolean {
	try {
		return request.frame().page() === page
	} catch {
		return false
	}
}
