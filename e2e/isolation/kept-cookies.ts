import type { BrowserContext } from '@playwright/test'
import type { OriginCookie } from './protection'

type Filter = NonNullable<Parameters<BrowserContext['clearCookies']>[0]>

/**
 * Gives a context cookies that stay although a spec sets a storage state of its own or clears the cookies. Playwright
 * would clear all cookies and then put some back: requests of a page in between would go without them.
 */
export async function keepCookies(context: BrowserContext, kept: OriginCookie[]): Promise<void> {
	await context.addCookies(kept)
	context.clearCookies = async (filter = {}) => {
		const cleared = (await context.cookies()).filter(
			(cookie) => !kept.some(({ name }) => name === cookie.name) && fits(filter, cookie),
		)
		// A browser drops a cookie whose time has passed.
		await context.addCookies(cleared.map((cookie) => ({ ...cookie, expires: 1 })))
	}
}

function fits(filter: Filter, cookie: { name: string; domain: string; path: string }): boolean {
	return (['name', 'domain', 'path'] as const).every((field) => {
		const wanted = filter[field]
		if (wanted === undefined) return true
		return wanted instanceof RegExp ? wanted.test(cookie[field]) : wanted === cookie[field]
	})
}
