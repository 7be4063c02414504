import type { APIRequestContext } from '@playwright/test'
import type { Followed } from './followed'
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
		// The caller of a call that is never answered has a time limit of its own.
		hold: async () => void (await Promise.allSettled(open)),
		resume: async () => {},
		close: (reason) => context.dispose({ reason }),
	}
}
