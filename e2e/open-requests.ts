import type { BrowserContext, Request } from '@playwright/test'

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
			for (const request of open) if (request.frame().page() === page) answered(request)
		})
	})
	const allAnswered = () =>
		new Promise<void>((resolve) => {
			const limit = setTimeout(resolve, limitMs)
			onAnswer = () => {
				if (open.size > 0) return
				clearTimeout(limit)
				resolve()
			}
			onAnswer()
		})
	return async () => {
		for (const page of context.pages()) await page.route('**', (route) => route.abort())
		await allAnswered()
	}
}
