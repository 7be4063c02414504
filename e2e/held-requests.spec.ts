import { expect, test } from './harness/fixtures'
import { followPages } from './isolation/followed-pages'
import { gateRequests } from './isolation/request-gate'

type Context = Parameters<typeof followPages>[0]
type Page = ReturnType<Context['pages']>[number]
type Tools = ReturnType<typeof prepare>

/** Runs in the page before its requests are held. */
function prepare() {
	const address = '/api/v1/health?asked'
	const prepared = new XMLHttpRequest()
	prepared.open('POST', address)
	return {
		...{ address, keptFetch: fetch, prepared },
		ofFetch: (answer: Promise<Response>): Promise<string> =>
			answer.then(
				({ status }) => `answered ${status}`,
				({ name }) => name,
			),
		ofXhr: (request: XMLHttpRequest) =>
			new Promise<string>((resolve) => {
				for (const type of ['load', 'error', 'abort'])
					request.addEventListener(type, () =>
						resolve(`${type} ${request.readyState} ${request.status}`),
					)
			}),
	}
}

type Held = {
	/** Runs in the page while its requests are held. */
	run: (tools: Tools) => { outcome: Promise<string> }
	/** What the page learns of the request. */
	outcome: string
	/** The methods of the requests that are sent while the page is held; none by default. */
	sentAtOnce?: string[]
	/** The methods of all its requests, after the hold. */
	sent: string[]
}

const held: Record<string, Held> = {
	'a read goes on': {
		run: ({ address, ofFetch }) => ({ outcome: ofFetch(fetch(address)) }),
		outcome: 'answered 200',
		sent: ['GET'],
	},
	'a read with XMLHttpRequest goes on': {
		run({ address, ofXhr }) {
			const request = new XMLHttpRequest()
			request.open('GET', address)
			request.send()
			return { outcome: ofXhr(request) }
		},
		outcome: 'load 4 200',
		sent: ['GET'],
	},
	'a read through a fetch that the page has kept goes on': {
		run: ({ address, keptFetch, ofFetch }) => ({ outcome: ofFetch(keptFetch(address)) }),
		outcome: 'answered 200',
		sent: ['GET'],
	},
	'a read that is aborted is not sent': {
		run({ address, ofFetch }) {
			const controller = new AbortController()
			const outcome = ofFetch(fetch(address, { signal: controller.signal }))
			controller.abort()
			return { outcome }
		},
		outcome: 'AbortError',
		sent: [],
	},
	'a read with XMLHttpRequest that is aborted is not sent': {
		run({ address, ofXhr }) {
			const request = new XMLHttpRequest()
			const outcome = ofXhr(request)
			request.open('GET', address)
			request.send()
			request.abort()
			return { outcome }
		},
		outcome: 'abort 4 0',
		sent: [],
	},
	'a change fails': {
		run: ({ address, ofFetch }) => ({ outcome: ofFetch(fetch(address, { method: 'POST' })) }),
		outcome: 'TypeError',
		sent: [],
	},
	'a change that is aborted says so': {
		run({ address, ofFetch }) {
			const controller = new AbortController()
			const request = new Request(address, { method: 'POST', signal: controller.signal })
			const outcome = ofFetch(fetch(request))
			controller.abort()
			return { outcome }
		},
		outcome: 'AbortError',
		sent: [],
	},
	'a change that was prepared before fails': {
		run({ prepared, ofXhr }) {
			prepared.send()
			return { outcome: ofXhr(prepared) }
		},
		outcome: 'error 4 0',
		sent: [],
	},
	'the upload of a change that was prepared before fails': {
		run({ prepared }) {
			const events: string[] = []
			const outcome = new Promise<string>((resolve) => {
				prepared.upload.onerror = ({ type }) => events.push(type)
				prepared.upload.onloadend = ({ type }) => resolve(`${events}, ${type}`)
			})
			prepared.send('a text')
			return { outcome }
		},
		outcome: 'error, loadend',
		sent: [],
	},
	'a read for which the page stands still is sent at once': {
		run({ address }) {
			const request = new XMLHttpRequest()
			request.open('GET', address, false)
			request.send()
			return { outcome: Promise.resolve(`answered ${request.status}`) }
		},
		outcome: 'answered 200',
		sentAtOnce: ['GET'],
		sent: ['GET'],
	},
	'a beacon is refused': {
		run: ({ address }) => ({ outcome: Promise.resolve(`${navigator.sendBeacon(address)}`) }),
		outcome: 'false',
		sent: [],
	},
}

const paused: Record<string, Omit<Held, 'sentAtOnce' | 'sent'>> = {
	'a change goes on later': {
		run: ({ address, ofFetch }) => ({ outcome: ofFetch(fetch(address, { method: 'POST' })) }),
		outcome: 'answered 405',
	},
	'a change with XMLHttpRequest goes on later': {
		run({ prepared, ofXhr }) {
			prepared.send('a text')
			return { outcome: ofXhr(prepared) }
		},
		outcome: 'load 4 405',
	},
	'a beacon is taken, and goes on later': {
		run: ({ address }) => ({ outcome: Promise.resolve(`${navigator.sendBeacon(address)}`) }),
		outcome: 'true',
	},
}

/** Waits until Playwright has heard of all that the page has sent: images are never held. */
function sendImage(page: Page): Promise<void> {
	return page.evaluate(
		() =>
			new Promise((resolve) => {
				const image = new Image()
				image.onerror = () => resolve()
				image.src = '/api/v1/health?image'
			}),
	)
}

/** Opens a page of the application that asks for nothing. `sent` are the methods of what it asks later. */
async function openPage(context: Context) {
	const page = await context.newPage()
	await page.goto('/api/v1/health')
	const sent: string[] = []
	page.on('request', (request) => {
		if (request.url().endsWith('?asked')) sent.push(request.method())
	})
	return { page, sent }
}

test.describe('while the requests of a page are held', () => {
	for (const [title, { run, outcome, sentAtOnce = [], sent }] of Object.entries(held))
		test(title, async ({ context }) => {
			const followed = await followPages(context, () => {})
			const opened = await openPage(context)
			const tools = await opened.page.evaluateHandle(prepare)
			await followed.hold()
			const running = await tools.evaluateHandle(run)
			await sendImage(opened.page)
			expect(opened.sent).toEqual(sentAtOnce)
			await followed.resume()
			expect(await running.evaluate((result) => result.outcome)).toBe(outcome)
			expect(opened.sent).toEqual(sent)
		})

	test('a document that begins is held too', async ({ context }) => {
		const followed = await followPages(context, () => {})
		const { page, sent } = await openPage(context)
		await followed.hold()
		await page.goto('/api/v1/version')
		const running = await page.evaluateHandle(() => ({ answer: fetch('/api/v1/health?asked') }))
		await sendImage(page)
		expect(sent).toEqual([])
		await followed.resume()
		expect(await running.evaluate(async ({ answer }) => (await answer).status)).toBe(200)
		await page.reload()
		expect(await page.evaluate(async () => (await fetch('/api/v1/health?asked')).status)).toBe(200)
	})

	test('the fetch of a spec stays', async ({ context }) => {
		const followed = await followPages(context, () => {})
		const { page, sent } = await openPage(context)
		await followed.hold()
		await page.evaluate(() => {
			window.fetch = async () => new Response('from the spec')
		})
		await followed.resume()
		const answer = () => page.evaluate(async () => (await fetch('/api/v1/health?asked')).text())
		expect(await answer()).toBe('from the spec')
		await followed.hold()
		expect(await answer()).toBe('from the spec')
		await followed.resume()
		expect(sent).toEqual([])
	})
})

test.describe('while the requests of a page are paused', () => {
	for (const [title, { run, outcome }] of Object.entries(paused))
		test(title, async ({ context }) => {
			await followPages(context, () => {})
			const { page, sent } = await openPage(context)
			const tools = await page.evaluateHandle(prepare)
			await page.evaluate(gateRequests, 'paused' as const)
			const running = await tools.evaluateHandle(run)
			await sendImage(page)
			expect(sent).toEqual([])
			await page.evaluate(gateRequests, 'open' as const)
			expect(await running.evaluate((result) => result.outcome)).toBe(outcome)
			await expect.poll(() => sent).toEqual(['POST'])
		})

	test('a change is not sent any more once they are held', async ({ context }) => {
		await followPages(context, () => {})
		const { page, sent } = await openPage(context)
		await page.evaluate(gateRequests, 'paused' as const)
		await page.evaluate(() => {
			navigator.sendBeacon('/api/v1/health?asked')
			fetch('/api/v1/health?asked', { method: 'POST' }).catch(() => {})
		})
		await page.evaluate(gateRequests, 'held' as const)
		await page.evaluate(gateRequests, 'open' as const)
		await sendImage(page)
		expect(sent).toEqual([])
	})
})
