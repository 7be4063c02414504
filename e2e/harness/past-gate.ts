import { protectionBypass } from '../isolation/protection'
import { baseUrl } from '../isolation/run'
import { noticeClosures } from './notice-closures'
import { authorization } from './suite-token'

type Question = { method?: string; headers?: Record<string, string>; body?: string }

/**
 * Sends a request to the tested application, with the token that opens the gate. Playwright's `request` would
 * keep the token in traces and call logs, which are part of reports. This keeps nothing, and follows no redirect.
 */
export async function askPastGate(
	path: string,
	{ method = 'POST', headers, body }: Question = {},
): Promise<Response> {
	await noticeClosures()
	return fetch(new URL(path, baseUrl()), {
		...{ method, body, redirect: 'manual' as const },
		headers: { ...authorization(), ...protectionBypass(), ...headers },
	})
}
