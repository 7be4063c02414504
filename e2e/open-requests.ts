import type { BrowserContext, Request } from '@playwright/test'

const readByServer = ['document', 'fetch', 'xhr']
const limitMs = 5_000

/**
 * Follows what the pages of a context ask. The returned function waits until all of it is answered: a slow server may
 * come to a request only after its page is closed, when the next test has its seed. Requests that a test holds back for
 * good are waited for no longer than five seconds.
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
	return () =>
		new Promise((resolve) => {
			const limit = setTimeout(resolve, limitMs)
			onAnswer = () => {
				if (open.size > 0) return
				clearTimeout(limit)
				resolve()
			}
			onAnswer()
		})
}
