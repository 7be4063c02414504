import { readFileSync } from 'node:fs'
import type { BrowserContext } from '@playwright/test'
import type { OriginCookie } from './protection'

type Filter = NonNullable<Parameters<BrowserContext['clearCookies']>[0]>
type Cookie = { name: string; domain: string; path: string; value: string }
/** A browser context or a request context. */
type WithCookies = Pick<BrowserContext, 'addCookies' | 'clearCookies'> &
	Partial<Pick<BrowserContext, 'setStorageState'>> & { cookies(): Promise<Cookie[]> }

/**
 * Returns a function that gives a context cookies, which stay although a spec sets a storage state of its own or clears
 * the cookies. Playwright clears all cookies before it sets a state: no request of a page may leave meanwhile, which is
 * what `whilePaused` is for. Cookies that are given later replace those of the same names.
 */
export function keepCookies(
	context: WithCookies,
	whilePaused = (work: () => Promise<void>) => work(),
): (kept: OriginCookie[]) => Promise<void> {
	let kept: OriginCookie[] = []
	const isKept = ({ name }: { name: string }) => kept.some((cookie) => cookie.name === name)
	context.clearCookies = async (filter = {}) => {
		const cleared = (await context.cookies()).filter(
			(cookie) => !isKept(cookie) && fits(filter, cookie),
		)
		// A browser drops a cookie whose time has passed.
		await context.addCookies(cleared.map((cookie) => ({ ...cookie, expires: 1 })))
	}
	const setStorageState = context.setStorageState?.bind(context)
	if (setStorageState)
		context.setStorageState = (state) => {
			const given = typeof state === 'string' ? JSON.parse(readFileSync(state, 'utf8')) : state
			const others = (given.cookies ?? []).filter((cookie: Cookie) => !isKept(cookie))
			return whilePaused(() => setStorageState({ ...given, cookies: [...others, ...kept] }))
		}
	return async (passes) => {
		kept = passes
		await context.addCookies(passes)
	}
}

function fits(filter: Filter, cookie: Omit<Cookie, 'value'>): boolean {
	return (['name', 'domain', 'path'] as const).every((field) => {
		const wanted = filter[field]
		if (wanted === undefined) return true
		return wanted instanceof RegExp ? wanted.test(cookie[field]) : wanted === cookie[field]
	})
}
