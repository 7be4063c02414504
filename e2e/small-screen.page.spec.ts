import { expect, test } from './harness/fixtures'

test.use({ seedRequest: { scenario: 'review', facts_count: 6 } })

for (const height of [844, 400]) {
	test(`the buttons of a dialog stay in reach on a screen of 390 by ${height}`, async ({
		page,
		project,
	}) => {
		await page.setViewportSize({ width: 390, height })
		await expect(project.factCards).toHaveCount(6)
		const dialog = page.getByRole('dialog')
		for (const [opener, button] of [
			['Add source', 'Add source'],
			['Add fact', 'Add fact'],
			['Edit claim', 'Save claim'],
		] as const) {
			await page.getByRole('button', { name: opener }).first().click()
			await expect(dialog).toBeVisible()
			await dialog.evaluate((element) => element.scrollTo({ top: 0 }))
			await expect(dialog.getByRole('button', { name: button })).toBeInViewport({ ratio: 1 })
			await dialog.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
			await expect(dialog.getByRole('button', { name: button })).toBeInViewport({ ratio: 1 })
			const field = dialog.getByRole('textbox').last()
			await field.focus()
			await expect(field).toBeInViewport()
			await page.keyboard.press('Escape')
			await expect(dialog).toHaveCount(0)
		}
	})
}
