import { expect, type Page } from '@playwright/test'

/** Opens pages of the application at `url` and uses them. All that it expects appears only where scripts run. */
export async function expectAlive(page: Page, url: string): Promise<void> {
	const refused: string[] = []
	page.on('console', (message) => {
		if (message.text().includes('Content Security Policy')) refused.push(message.text())
	})
	const heading = page.getByRole('heading', { level: 1 })
	await page.goto(`${url}/output/x`)
	await expect(heading).toHaveText('There is no text at this address')
	await page.goto(`${url}/project/x`)
	await page.getByRole('link', { name: 'All projects' }).click()
	await expect(heading).toHaveText('Projects')
	await page.getByTestId('project-create').first().click()
	await expect(page.getByRole('dialog', { name: 'New project' })).toBeVisible()
	expect(refused).toEqual([])
}
