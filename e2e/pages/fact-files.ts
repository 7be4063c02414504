import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'

/** Exports all facts in a format and returns the file. */
export async function exported(page: Page, format: string, withTexts = false) {
	await page.getByTestId('facts-export-open').click()
	await page.getByTestId('facts-export-format').click()
	await page.getByTestId(`facts-export-${format}`).click()
	if (withTexts) await page.getByLabel(/^Put the texts/).check()
	const download = page.waitForEvent('download')
	await page.getByTestId('facts-export-download').click()
	const file = await download
	await page.keyboard.press('Escape')
	await expect(page.getByTestId('facts-export')).toBeHidden()
	return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

/** Chooses a file in the dialog that imports facts. */
export async function choose(page: Page, name: string, text: string) {
	await page.getByTestId('facts-import-open').click()
	const buffer = Buffer.from(text)
	await page
		.getByTestId('facts-import')
		.locator('input[type=file]')
		.setInputFiles({ name, mimeType: 'application/json', buffer })
}
