import { expect, test } from '../harness/fixtures'

test('shows its project in a window', async ({ page, project, seed }) => {
	await expect(project.factCards).toHaveCount(seed.facts_count)
	expect(await page.evaluate(() => navigator.userAgent)).not.toContain('Headless')
})
