import type { Page, Route } from '@playwright/test'
import { callsOf } from './calls-of'

/** Holds the page's calls of a procedure until the function that it returns is called; then they go on, or to `answer`. */
export async function holdCalls(
	page: Page,
	procedure: string,
	answer: (route: Route) => Promise<void> = (route) => route.continue(),
): Promise<() => void> {
	let release = () => {}
	const held = new Promise<void>((resolve) => {
		release = resolve
	})
	await page.route(callsOf(procedure), async (route) => {
		await held
		await answer(route)
	})
	return release
}
