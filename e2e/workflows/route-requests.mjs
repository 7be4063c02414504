// @ts-check
// Loaded before a tested script. TEST_ROUTES names the local server that stands for an origin, and refuses all others.
/** @type {Record<string, string>} */
const routes = JSON.parse(process.env.TEST_ROUTES ?? '{}')
const send = globalThis.fetch

globalThis.fetch = (input, init) => {
	const url = new URL(String(input))
	const server = routes[url.origin]
	if (!server) throw new Error(`This test has no server for ${url.origin}.`)
	return send(`${server}${url.pathname}${url.search}`, {
		...init,
		headers: { ...init?.headers, 'x-asked-origin': url.origin },
	})
}
