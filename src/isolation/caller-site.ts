import { hostName, isLoopbackName } from './loopback'

type Headers = Partial<Record<'host' | 'origin' | 'sec-fetch-site' | 'x-forwarded-host', string>>

/**
 * Whether a browser sent the request for a page of another site. What the browser itself says comes first, as a proxy may
 * replace the host that was asked for; without it the origin is compared with that host.
 */
export function isOfOtherSite(headers: Headers): boolean {
	const site = headers['sec-fetch-site']
	if (site === 'same-origin' || site === 'none') return false
	return site === 'cross-site' || isForeignOrigin(headers)
}

/** Whether there is an `Origin` and it is not the host of the request, as the caller or a proxy before it asked for it. */
export function isForeignOrigin({
	origin,
	host,
	'x-forwarded-host': forwardedHost,
}: Headers): boolean {
	if (origin === undefined) return false
	const given = URL.canParse(origin) ? new URL(origin).host : ''
	return given === '' || (given !== host && given !== forwardedHost)
}

/** Whether `host` is one that the server answers to: loopback names and those of `hosts`, in lower case; null: any. */
export function isAnsweredHost(host: string | undefined, hosts: string[] | null): boolean {
	if (hosts === null) return true
	return isLoopbackName(host ?? '') || hosts.includes(hostName(host ?? ''))
}
