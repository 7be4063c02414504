import { expect, test } from './harness/fixtures'

test('a chosen theme shows, against the system too, and is kept in this browser', async ({
	page,
	project,
}) => {
	const paper = () =>
		page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
	await page.emulateMedia({ colorScheme: 'dark' })
	await expect(project.factCards).toHaveCount(3)
	const dark = await paper()
	await page.emulateMedia({ colorScheme: 'light' })
	const light = await paper()
	expect(dark).not.toBe(light)

	const button = page.getByTestId('theme')
	await button.click()
	await expect(button).toHaveText('Light')
	expect(await paper()).toBe(light)
	await button.click()
	await expect(button).toHaveText('Dark')
	expect(await paper()).toBe(dark)
	await page.reload()
	await expect(button).toHaveText('Dark')
	expect(await paper()).toBe(dark)
	await button.click()
	await expect(button).toHaveText('System')
	expect(await paper()).toBe(light)
})
