/**
 * Habits of specs that break nothing: they leave contexts, pages and calls open that go on asking. Each test runs
 * several times on one worker, so that whatever outlives its test meets the next one's seed.
 */
import type { BrowserContext, Page } from '@playwright/test'
import { chromium, request as requests } from '@playwright/test'
import type { Seed } from '../../src/server/seed/seed-request'
import { expect, test } from '../harness/fixtures'
import { launchOptions } from '../server/browser'

const ask = ({ project_id }: Seed) =>
	`/api/trpc/project.get?input=${encodeURIComponent(JSON.stringify({ projectId: project_id }))}`

/** What the tests before have left open. */
const left: BrowserContext[] = []

/** Opens the project in the page, which then reads and writes all the time. */
async function keepAsking(page: Page, seed: Seed): Promise<void> {
	left.push(page.context())
	const response = await page.goto(`/project/${seed.project_id}`)
	expect(response?.status()).toBe(200)
	expect((await page.request.get(ask(seed))).status()).toBe(200)
	await page.evaluate(
		([url, projectId]) => {
			setInterval(() => fetch(url ?? ''), 5)
			const body = JSON.stringify({ projectId, title: 'Renamed by a page' })
			const headers = { 'content-type': 'application/json' }
			setInterval(() => fetch('/api/trpc/project.rename', { method: 'POST', headers, body }), 20)
		},
		[ask(seed), seed.project_id],
	)
}

/** What the last test left shows in the title of the project, and in pages that are still there. */
test.beforeEach(async ({ client, seed }) => {
	const { content_hash } = await client.testHelpers.status.query({ project_id: seed.project_id })
	expect(content_hash).toBe(seed.content_hash)
	for (const context of left) expect(context.pages()).toEqual([])
})
test.afterEach(async ({ seed }) => expect(seed.facts_count).toBe(3))

test('leaves a context open', async ({ browser, seed }) => {
	await keepAsking(await (await browser.newContext()).newPage(), seed)
})

test('leaves a page of its own open', async ({ browser, seed }) => {
	await keepAsking(await browser.newPage(), seed)
})

test('leaves a popup open', async ({ page, context, seed }) => {
	await page.goto(`/project/${seed.project_id}`)
	const [popup] = await Promise.all([
		context.waitForEvent('page'),
		page.evaluate((to) => void window.open(to), `/project/${seed.project_id}`),
	])
	await keepAsking(popup, seed)
})

test('leaves a browser of its own open', async ({ baseURL, seed }) => {
	const browser = await chromium.launch(launchOptions())
	const context = await browser.newContext({ baseURL })
	await keepAsking(await context.newPage(), seed)
})

test('leaves a persistent context open', async ({ baseURL, seed }, testInfo) => {
	const folder = testInfo.outputPath('profile')
	const context = await chromium.launchPersistentContext(folder, { ...launchOptions(), baseURL })
	await keepAsking(context.pages()[0] ?? (await context.newPage()), seed)
})

test('awaits none of its calls', async ({ baseURL, request, page, playwright, seed }) => {
	const own = await playwright.request.newContext({ baseURL })
	const imported = await requests.newContext({ baseURL })
	for (const client of [own, imported, request, page.request]) {
		expect((await client.get(ask(seed))).status()).toBe(200)
		const data = { projectId: seed.project_id, title: 'Renamed by a call' }
		for (let call = 0; call < 5; call++)
			void client.post('/api/trpc/project.rename', { data }).catch(() => {})
	}
})

test('signs in a second user', async ({ browser, page, seed }) => {
	await page.goto(`/project/${seed.project_id}`)
	const signedOut = await browser.newContext({ storageState: undefined })
	const cookie = { name: 'session', value: 'another', domain: '127.0.0.1', path: '/' }
	const rest = { expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const }
	const second = await browser.newContext({
		storageState: { cookies: [{ ...cookie, ...rest }], origins: [] },
	})
	for (const context of [signedOut, second]) {
		const other = await context.newPage()
		await other.goto(`/project/${seed.project_id}`)
		await expect(other.getByTestId('fact-card')).toHaveCount(seed.facts_count)
	}
})
