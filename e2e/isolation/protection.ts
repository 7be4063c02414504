import { secret } from './secrets'

/**
 * Vercel's Deployment Protection, and its bypass for automation
 * (https://vercel.com/docs/deployment-protection/methods-to-bypass-deployment-protection/protection-bypass-automation).
 */

/** The header that gets a request past a preview's protection; none without VERCEL_AUTOMATION_BYPASS_SECRET. */
export function protectionBypass(): Record<string, string> {
	const bypass = secret('VERCEL_AUTOMATION_BYPASS_SECRET')
	return bypass ? { 'x-vercel-protection-bypass': bypass } : {}
}

export type OriginCookie = ReturnType<typeof originCookie>

/**
 * The cookies that get pages past the protection of the application at `url`. The protection hands them out for the
 * secret, which itself never comes into a browser. None where the suite has no secret or nothing is protected. Throws
 * where the request for them is refused.
 */
export async function protectionCookies(url: string): Promise<OriginCookie[]> {
	const bypass = protectionBypass()
	if (Object.keys(bypass).length === 0) return []
	// The cookies come with a redirect to the same address.
	const answer = await fetch(url, {
		headers: { ...bypass, 'x-vercel-set-bypass-cookie': 'true' },
		redirect: 'manual',
	})
	await answer.body?.cancel()
	if (answer.status >= 400)
		throw new Error(
			`${url} gives no cookies for VERCEL_AUTOMATION_BYPASS_SECRET: it answered ${answer.status}`,
		)
	const given = answer.headers.getSetCookie().filter((cookie) => !/;\s*max-age=(0|-)/i.test(cookie))
	return given.map((cookie) => {
		const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
		return originCookie(url, name.trim(), value)
	})
}

/** A cookie that a browser sends to the host of `url` only, for Playwright's `storageState` and `addCookies`. */
export function originCookie(url: string, name: string, value: string) {
	const { hostname, protocol } = new URL(url)
	return {
		...{ name, value, domain: hostname, path: '/', expires: -1, httpOnly: true },
		...{ secure: protocol === 'https:', sameSite: 'Lax' as const },
	}
}
