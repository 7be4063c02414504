import { signal } from '../src/testing/signal'
import { expect, test } from './harness/fixtures'
import { followPages } from './isolation/followed-pages'
import { callsOf } from './pages/calls-of'

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
