import type { Page, Route } from '@playwright/test'

export const databaseAway =
	'The database cannot be reached. Nothing was lost; try again in a moment.'

const refusals = {
	SERVICE_UNAVAILABLE: { httpStatus: 503, message: databaseAway },
	INTERNAL_SERVER_ERROR: { httpStatus: 500, message: 'The server failed to answer this request.' },
}

/** Answers a request of a page with an error in the server's format, one for each call of a batch. */
export function refuse(code: keyof typeof refusals): (route: Route) => Promise<void> {
	const { httpStatus, message } = refusals[code]
	return (route) => {
		const { pathname, searchParams } = new URL(route.request().url())
		const errors = pathname
			.replace('/api/trpc/', '')
			.split(',')
			.map((path) => ({ error: { message, code: -32603, data: { code, httpStatus, path } } }))
		return route.fulfill({
			status: httpStatus,
			headers: { 'retry-after': '1' },
			json: searchParams.has('batch') ? errors : errors[0],
		})
	}
}

/** Answers the page's calls as if the database were away, until `comesBack`. `writes`: the mutations sent meanwhile. */
export async function takeAway(page: Page) {
	const writes: string[] = []
	const answer = refuse('SERVICE_UNAVAILABLE')
	await page.route('**/api/trpc/**', (route) => {
		if (route.request().method() === 'POST') writes.push(new URL(route.request().url()).pathname)
		return answer(route)
	})
	return { writes, comesBack: () => page.unroute('**/api/trpc/**') }
}

export const noticeIn = (page: Page) => page.getByTestId('away-notice')
export const waitsForDatabase = /^The database does not answer.*goes on by itself/
