import type { BrowserContext } from '@playwright/test'
import type { OriginCookie } from './protection'

type Filter = NonNullable<Parameters<BrowserContext['clearCookies']>[0]>
/** A browser context or a request context. */
type WithCookies = Pick<BrowserContext, 'addCookies' | 'clearCookies'> & {
	cookies(): Promise<{ name: string; domain: string; path: string; value: string }[]>
}

/**
 * Returns a function that gives a context cookies, which stay although a spec sets a storage state of its own or clears
 * the cookies. Playwright would clear all cookies and then put some back: requests of a page in between would go
 * without them. Cookies that are given later replace those of the same names.
 */
export function keepCookies(context: WithCookies): (kept: OriginCookie[]) => Promise<void> {
	let names: string[] = []
	context.clearCookies = async (filter = {}) => {
		const cleared = (await context.cookies()).filter(
			(cookie) => !names.includes(cookie.name) && fits(filter, cookie),
		)
		// A browser drops a cookie whose time has passed.
		await context.addCookies(cleared.map((cookie) => ({ ...cookie, expires: 1 })))
	}
	return async (kept) => {
		names = kept.map(({ name }) => name)
		await context.addCookies(kept)
	}
}

function fits(filter: Filter, cookie: { name: string; domain: string; path: string }): boolean {
	return (['name', 'domain', 'path'] as const).every((field) => {
		const wanted = filter[field]
		if (wanted === undefined) return true
		return wanted instanceof RegExp ? wanted.test(cookie[field]) : wanted === cookie[field]
	})
}
