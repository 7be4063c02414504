/** Specs that import `test` from Playwright send no lease. */
import { expect, test } from '@playwright/test'
import { getWorkerSeedData } from '../harness/worker-seed'

const project = () => getWorkerSeedData().project_id

test('shows a page', async ({ page }) => {
	await page.goto(`/project/${project()}`)
	await expect(page.getByTestId('fact-card')).toHaveCount(3)
})

test('asks without a page', async ({ request }) => {
	const input = encodeURIComponent(JSON.stringify({ projectId: project() }))
	await request.get(`/api/trpc/project.get?input=${input}`)
})
