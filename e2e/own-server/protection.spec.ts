/** Previews behind Vercel's Deployment Protection, and other things that answer in place of an application. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { runPlaywright } from '../harness/child-run'
import { expect, test } from '../harness/fixtures'
import { preflight } from '../harness/preflight'
import { protectionCookies } from '../isolation/protection'
import { type Recorded, startGateway, startOtherSite } from '../server/gateway'
import { withServer } from '../server/throwaway-server'

test.describe.configure({ timeout: 120_000 })

const secret = 'the-secret-of-the-protection-bypass'
const passes = 'a-pass-for-browsers'

/** Answers like Vercel's protection: a page with 401 without the secret, and a cookie for the secret where asked. */
function protects({ headers, url }: IncomingMessage, res: ServerResponse): boolean {
	const hasCookie = headers.cookie?.includes(`_vercel_jwt=${passes}`)
	const hasSecret = headers['x-vercel-protection-bypass'] === secret
	if (hasSecret && headers['x-vercel-set-bypass-cookie'] === 'true') {
		const cookie = `_vercel_jwt=${passes}; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax`
		res.writeHead(307, { location: url, 'set-cookie': cookie }).end()
		return true
	}
	if (hasCookie || hasSecret) return false
	res.writeHead(401, { 'content-type': 'text/html' }).end('<h1>Authentication Required</h1>')
	return true
}

async function withSecret<T>(value: string | undefined, work: () => Promise<T>): Promise<T> {
	if (value) process.env.VERCEL_AUTOMATION_BYPASS_SECRET = value
	try {
		return await work()
	} finally {
		delete process.env.VERCEL_AUTOMATION_BYPASS_SECRET
	}
}

test('a protected preview is reported with the secret to set, and with the secret it opens to the suite and its pages', async () => {
	await withServer({}, async (application) => {
		const seen: Recorded[] = []
		const gateway = await startGateway({
			leadsTo: () => application,
			answers(req, res) {
				seen.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers })
				return protects(req, res)
			},
		})
		await expect(preflight(gateway.url)).rejects.toThrow(
			/is protected \(it answered 401 with text\/html.*Set VERCEL_AUTOMATION_BYPASS_SECRET to/,
		)
		await expect(withSecret('another', () => preflight(gateway.url))).rejects.toThrow(
			/does not take VERCEL_AUTOMATION_BYPASS_SECRET/,
		)
		expect(await withSecret(secret, () => preflight(gateway.url))).toMatchObject({ status: 'ok' })

		seen.length = 0
		const child = await runPlaywright({
			url: gateway.url,
			args: ['synthesis-flow.spec.ts', '-g', 'generate opens', '--workers=1'],
			env: { VERCEL_AUTOMATION_BYPASS_SECRET: secret },
		})
		await gateway.close()
		expect(child.exitCode, child.output).toBe(0)
		const ofPages = seen.filter(({ headers }) => headers['user-agent']?.includes('Chrome'))
		expect(ofPages.length).toBeGreaterThan(5)
		expect(JSON.stringify(ofPages)).not.toContain(secret)
	})
})

test('a secret is no reason to fail where nothing is protected', async ({ baseURL }) => {
	const child = await runPlaywright({
		url: baseURL ?? '',
		args: ['synthesis-flow.spec.ts', '-g', 'generate opens', '--workers=1'],
		env: { VERCEL_AUTOMATION_BYPASS_SECRET: secret },
	})
	expect(child.exitCode, child.output).toBe(0)
})

test('an address that leads elsewhere is named, and gets no secret there', async () => {
	const elsewhere = await startOtherSite((_, res) => res.end('{}'))
	for (const [location, words] of [
		[`${elsewhere.url}/`, /leads on to http.*Set BASE_URL to the address/],
		['https://vercel.com/sso-api?url=x', /is protected/],
	] as const) {
		const gateway = await startGateway({
			leadsTo: () => '',
			answers(_, res) {
				res.writeHead(302, { location }).end()
				return true
			},
		})
		await expect(withSecret(secret, () => preflight(gateway.url))).rejects.toThrow(words)
		await gateway.close()
	}
	await elsewhere.close()
	expect(elsewhere.recorded).toEqual([])
})

test('a server that is down behind a gateway is not taken for another application', async () => {
	const gateway = await startOtherSite((_, res) => {
		res.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
	})
	await expect(preflight(gateway.url)).rejects.toThrow(
		`The application at ${gateway.url} does not answer: it answered 502 with text/html, which`,
	)
	await gateway.close()
})

test('another application is recognised by its answers, pages or JSON', async () => {
	const answers: [status: number, type: string, body: string][] = [
		[200, 'text/html', '<h1>Something else</h1>'],
		[404, 'text/html', '<h1>Something else</h1>'],
		[404, 'application/json', '{"detail":"Not Found"}'],
		[200, 'application/json', '[null]'],
	]
	for (const [status, type, body] of answers) {
		const other = await startOtherSite((_, res) => {
			res.writeHead(status, { 'content-type': type }).end(body)
		})
		await expect(preflight(other.url)).rejects.toThrow(
			`Another application answers at ${other.url}: it answered ${status} with ${type}`,
		)
		await other.close()
	}
})

test('an expired pass is not used, and a secret that no header can carry is not repeated', async () => {
	const ended = await startOtherSite((_, res) => {
		const cookies = ['old=1; Max-Age=0; Path=/', '_vercel_jwt=new; Max-Age=60; Path=/']
		res.writeHead(307, { location: '/', 'set-cookie': cookies }).end()
	})
	const given = await withSecret(secret, () => protectionCookies(ended.url))
	expect(given.map(({ name, value }) => [name, value])).toEqual([['_vercel_jwt', 'new']])
	await ended.close()
	const broken = withSecret('abc\ndefSECRET', () => preflight('http://127.0.0.1:1'))
	await expect(broken).rejects.toThrow(
		/^VERCEL_AUTOMATION_BYPASS_SECRET: allowed: visible ASCII without blanks and line breaks$/,
	)
})
