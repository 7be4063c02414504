const loopbackIPv4 = /^127(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/
const localhostName = /^([a-z0-9-]+\.)*localhost$/

/** Whether an IP address is a loopback address; IPv4 may be mapped into IPv6. */
export function isLoopbackAddress(address: string): boolean {
	const text = address.trim().toLowerCase()
	return text === '::1' || loopbackIPv4.test(text.replace(/^::ffff:/, ''))
}

/** Whether the value of a `Host` header is a loopback name or address, with or without a port. */
export function isLoopbackName(host: string): boolean {
	const name = hostName(host)
	return localhostName.test(name) || name === '[::1]' || loopbackIPv4.test(name)
}

/** The value of a `Host` header in lower case without its port. */
export function hostName(host: string): string {
	return host.trim().toLowerCase().replace(/:\d+$/, '')
}
