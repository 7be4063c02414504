import type { APIRequestContext } from '@playwright/test'
import { type Followed, withinLimit } from './followed'
import { keepCookies } from './kept-cookies'

/** Follows the calls of a request context, which all go through its `fetch`. */
export function followCalls(context: APIRequestContext): Followed {
	const open = new Set<Promise<unknown>>()
	const fetch = context.fetch.bind(context)
	context.fetch = (...args) => {
		const call = fetch(...args)
		open.add(call)
		call.then(
			() => open.delete(call),
			() => open.delete(call),
		)
		return call
	}
	return {
		carry: keepCookies(context),
		async hold() {
			await withinLimit(Promise.allSettled(open))
			open.clear()
		},
		resume: async () => {},
		close: (reason) => context.dispose({ reason }),
	}
}
