/** A spec that imports `test` from Playwright sends no lease. Its run fails, although the test itself passes. */
import { expect, test } from '@playwright/test'
import { getWorkerSeedData } from '../harness/worker-seed'

test('imports test from Playwright', async ({ page }) => {
	await page.goto(`/project/${getWorkerSeedData().project_id}`)
	await expect(page.getByRole('main')).toBeVisible()
	await expect(page.getByRole('progressbar')).toHaveCount(0)
	await page.request.get(
		`/api/trpc/project.get?input=${encodeURIComponent(JSON.stringify({ projectId: getWorkerSeedData().project_id }))}`,
	)
})
