import { test as base } from '@playwright/test'

/**
 * Has the requests of all pages intercepted from their start. Chromium tells a page that is open already of its first
 * route too late: a request in the same moment goes past it (7 of 400 clicks right after `page.route` did).
 */
export const interceptionFixture = base.extend({
	context: async ({ context }, use) => {
		await context.route('**/a-request-that-no-page-sends', (route) => route.abort())
		await use(context)
	},
})
