import { hostName, isLoopbackName } from './loopback'

type Headers = Partial<Record<'host' | 'origin' | 'sec-fetch-site' | 'x-forwarded-host', string>>

/**
 * Whether a browser sent the request for a page of another site. `Sec-Fetch-Site` comes first, as a proxy may replace
 * the `Host` header. Without `Sec-Fetch-Site` the origin is compared with the host.
 */
export function isOfOtherSite(headers: Headers): boolean {
	const site = headers['sec-fetch-site']
	if (site === 'same-origin' || site === 'none') return false
	return site === 'cross-site' || isForeignOrigin(headers)
}

/** Whether the request has an `Origin` header that names neither its `Host` nor its `X-Forwarded-Host`. */
export function isForeignOrigin({
	origin,
	host,
	'x-forwarded-host': forwardedHost,
}: Headers): boolean {
	if (origin === undefined) return false
	const given = URL.canParse(origin) ? new URL(origin).host : ''
	return given === '' || (given !== host && given !== forwardedHost)
}

/**
 * Whether the server answers to `host`: to loopback names and to `hosts`, which are in lower case. With null it
 * answers to any host.
 */
export function isAnsweredHost(host: string | undefined, hosts: string[] | null): boolean {
	if (hosts === null) return true
	return isLoopbackName(host ?? '') || hosts.includes(hostName(host ?? ''))
}
