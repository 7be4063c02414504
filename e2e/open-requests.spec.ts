import { signal } from '../src/testing/signal'
import { expect, test } from './harness/fixtures'
import { followPages } from './isolation/followed-pages'
import { callsOf } from './pages/calls-of'
import { ProjectPage } from './pages/project-page'

test.describe('a request that is open when its test ends', () => {
	test.describe.configure({ mode: 'serial' })
	test('is under way here', async ({ page, project }) => {
		const sent = signal()
		await page.route(callsOf('output.generate'), async (route) => {
			const headers = { ...route.request().headers(), 'x-e2e-fault': 'delay=1000' }
			await route.continue({ headers })
			sent.resolve()
		})
		await project.selectFacts(1)
		await project.generate()
		await sent.promise
	})

	test.describe('and in the next test', () => {
		test.use({ seedPer: 'worker' })

		test('has been answered', async ({ project }) => {
			await expect(project.lastOutputButton).toBeEnabled()
		})
	})
})

test('a request of a closed page is not waited for', async ({ context, seed }) => {
	const followed = await followPages(context, () => {})
	const page = await context.newPage()
	await page.goto(`/project/${seed.project_id}`)
	await page.route('**/api/trpc/output.list', () => {})
	const sent = page.waitForRequest('**/api/trpc/output.list')
	void page.evaluate(() => fetch('/api/trpc/output.list')).catch(() => {})
	await sent
	await page.close()
	const startedAt = performance.now()
	await followed.hold()
	expect(performance.now() - startedAt).toBeLessThan(1_000)
})

test('a request that the page could not send is not waited for', async ({
	context,
	page,
	project,
}) => {
	await project.open()
	const followed = await followPages(context, () => {})
	const failure = await page.evaluate(() => {
		try {
			new XMLHttpRequest().send()
			return null
		} catch (error) {
			return Object(error).name
		}
	})
	expect(failure).toBe('InvalidStateError')
	const startedAt = performance.now()
	await followed.hold()
	expect(performance.now() - startedAt).toBeLessThan(1_000)
})

test('a beacon that is under way is waited for', async ({ context, page, project, client }) => {
	await project.open()
	const followed = await followPages(context, () => {})
	await page.route(callsOf('output.generate'), (route) =>
		route.continue({ headers: { ...route.request().headers(), 'x-e2e-fault': 'delay=1000' } }),
	)
	const { project_id: projectId } = project.seed
	const { facts } = await client.fact.list.query({ projectId })
	const input = { projectId, mode: 'paragraph', factIds: facts.map(({ id }) => id) }
	const sent = page.waitForRequest(callsOf('output.generate'))
	await page.evaluate((body) => {
		const content = new Blob([body], { type: 'application/json' })
		navigator.sendBeacon('/api/trpc/output.generate', content)
	}, JSON.stringify(input))
	const request = await sent
	expect(request.resourceType()).toBe('ping')
	await followed.hold()
	expect(request.timing().responseStart).toBeGreaterThan(1_000)
})

test('a page gets no more answers once its requests have ended', async ({ context, seed }) => {
	const followed = await followPages(context, () => {})
	const page = await context.newPage()
	await page.goto(`/project/${seed.project_id}`)
	await page.evaluate(() => {
		const counts = { asked: 0, answered: 0 }
		Object.assign(window, { counts })
		const ask = async () => {
			counts.asked++
			await fetch('/api/v1/health')
			counts.answered++
		}
		setInterval(ask, 10)
	})
	const count = (name: 'asked' | 'answered') =>
		page.evaluate((which) => Reflect.get(Reflect.get(window, 'counts'), which), name)
	await expect.poll(() => count('answered')).toBeGreaterThan(0)
	await followed.hold()
	const [asked, answered] = [await count('asked'), await count('answered')]
	await expect.poll(() => count('asked')).toBeGreaterThan(asked + 20)
	expect(await count('answered')).toBe(answered)
})

for (const kind of ['fetch', 'XMLHttpRequest'])
	test(`a ${kind} that Playwright has missed is waited for`, async ({ context, page, project }) => {
		await project.open()
		const followed = await followPages(context, () => {})
		context.removeAllListeners('request')
		await page.evaluate(askSlowly, { kind, projectId: project.seed.project_id })
		await followed.hold()
		expect(await page.evaluate(() => Reflect.get(window, 'answeredWith'))).toBe(200)
	})

/** Runs in the page of a project: sends a request whose answer takes a second. Its status is noted in the window. */
async function askSlowly({ kind, projectId }: { kind: string; projectId: string }): Promise<void> {
	const input = encodeURIComponent(JSON.stringify({ projectId }))
	const { result } = await (await fetch(`/api/trpc/fact.list?input=${input}`)).json()
	const factIds = result.data.facts.map(({ id }: { id: string }) => id)
	const body = JSON.stringify({ projectId, mode: 'paragraph', factIds })
	const headers = { 'x-e2e-fault': 'delay=1000', 'content-type': 'application/json' }
	const answered = (status: number) => Object.assign(window, { answeredWith: status })
	if (kind === 'fetch') {
		const answer = fetch('/api/trpc/output.generate', { method: 'POST', headers, body })
		answer.then(({ status }) => answered(status))
		return
	}
	const request = new XMLHttpRequest()
	request.open('POST', '/api/trpc/output.generate')
	for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
	request.onload = () => answered(request.status)
	request.send(body)
}

test('a page takes from its cache what it has loaded before', async ({ browser, seed }) => {
	// The requests of the fixture's own context are intercepted, and Playwright turns the cache off where they are.
	const context = await browser.newContext()
	const project = new ProjectPage(await context.newPage(), seed)
	/** The files of the application that the page has loaded, with whether they came over the network. */
	const load = async () => {
		await project.open()
		await expect(project.factCards).toHaveCount(seed.facts_count)
		return project.page.evaluate(() =>
			performance
				.getEntriesByType('resource')
				.filter(({ name }) => name.includes('/_next/static/chunks/'))
				.map((entry) => {
					const isNew = (entry as PerformanceResourceTiming).transferSize > 0
					return { name: entry.name, isNew }
				}),
		)
	}
	const fetched = (await load()).filter(({ isNew }) => isNew).map(({ name }) => name)
	expect(fetched.length).toBeGreaterThan(0)
	// A file that the first page was still loading when it was left is not among them.
	const again = (await load()).filter(({ name }) => fetched.includes(name))
	expect(again.length).toBeGreaterThan(0)
	expect(again.filter(({ isNew }) => isNew)).toEqual([])
})
