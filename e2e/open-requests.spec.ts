import { expect, test } from './fixtures'
import { followRequests } from './open-requests'

test.describe
	.serial('what a page still asks when its test ends', () => {
		test('is under way here', async ({ page, project }) => {
			await project.selectFacts(1)
			await project.delayNextSynthesis(1_000)
			const sent = page.waitForRequest('**/api/trpc/output.generate**')
			await project.generate()
			await sent
		})

		test.describe('and in the next test', () => {
			test.use({ seedPer: 'worker' })

			test('has been answered', async ({ project }) => {
				await expect(project.lastOutputButton).toBeEnabled()
			})
		})
	})

test('what a page asked that is closed is not waited for', async ({ context, seed }) => {
	const allAnswered = followRequests(context)
	const page = await context.newPage()
	await page.goto(`/project/${seed.project_id}`)
	await page.route('**/api/trpc/output.list**', () => {})
	const sent = page.waitForRequest('**/api/trpc/output.list**')
	void page.evaluate(() => fetch('/api/trpc/output.list')).catch(() => {})
	await sent
	await page.close()
	const startedAt = performance.now()
	await allAnswered()
	expect(performance.now() - startedAt).toBeLessThan(1_000)
})
