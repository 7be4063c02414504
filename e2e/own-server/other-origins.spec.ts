/** Pages send the lease, and the cookies that get them past a protection, to the application alone. */
import { expect, test } from '../harness/fixtures'
import { type Recorded, startOtherSite } from '../server/gateway'

/** Runs in a page: sends requests to another origin in every way that a page can. */
async function askEverything(address: string): Promise<void> {
	const fetched = [
		fetch(`${address}/fetch`),
		fetch(`${address}/credentials`, { credentials: 'include', mode: 'no-cors' }),
		fetch(`${address}/posted`, { method: 'POST', body: 'text', keepalive: true }),
	]
	const image = new Image()
	const loaded = new Promise((resolve) => {
		image.onload = resolve
		image.onerror = resolve
	})
	image.src = `${address}/image`
	const frame = document.createElement('iframe')
	const framed = new Promise((resolve) => {
		frame.onload = resolve
	})
	frame.src = `${address}/frame`
	document.body.append(image, frame)
	navigator.sendBeacon(`${address}/beacon`, 'text')
	await Promise.all([...fetched, loaded, framed])
}

test('no other origin gets the lease, the token or a pass, and none has to answer a preflight', async ({
	page,
	context,
	request,
	browser,
	project,
	protection,
	seed,
}) => {
	await expect(project.factCards).toHaveCount(seed.facts_count)
	const other = await startOtherSite((_, res) => {
		res.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
		res.end('<title>Another site</title>')
	})
	const third = await startOtherSite((_, res) => {
		res.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
		res.end('a third site')
	})
	// Another host name than the application's 127.0.0.1, because cookies belong to a host with all its ports.
	const [address, thirdAddress] = [other, third].map(({ url }) =>
		url.replace('127.0.0.1', 'localhost'),
	)
	await page.goto(`${address}/page`)
	await page.evaluate(askEverything, thirdAddress ?? '')
	const [popup] = await Promise.all([
		context.waitForEvent('page'),
		page.evaluate((to) => void window.open(`${to}/popup`), thirdAddress),
	])
	await popup.waitForLoadState()
	for (const client of [page.request, request]) await client.get(`${thirdAddress}/client`)
	const second = await browser.newContext()
	await (await second.newPage()).goto(`${thirdAddress}/second`)
	await second.close()
	await expect
		.poll(() => third.recorded.map(({ path }) => path).sort())
		.toEqual([
			...['/beacon', '/client', '/client', '/credentials', '/fetch', '/frame'],
			...['/image', '/popup', '/posted', '/second'],
		])
	const asked: Recorded[] = [...other.recorded, ...third.recorded]
	expect(asked.filter(({ method }) => method === 'OPTIONS')).toEqual([])
	const told = JSON.stringify(asked)
	const secrets = [
		...protection.map(({ value }) => value),
		seed.lease_id ?? '?',
		process.env.ARTIFACT_TEST_SEED_TOKEN ?? '?',
	]
	for (const secret of secrets) expect(told).not.toContain(secret)
	await Promise.all([other.close(), third.close()])
})
