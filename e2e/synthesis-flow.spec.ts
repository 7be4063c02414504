import { modeLabels, outputModes } from '../src/domain/output-mode'
import { expect, test } from './harness/fixtures'

test('generate opens the drawer with a cited synthesis of the selected facts', async ({
	project,
}) => {
	await project.selectFacts(2)
	await project.generate()
	await expect(project.drawer).toBeVisible()
	await expect(project.drawerMeta).toHaveText('Sources: 1 | Mode: Paragraph')
	await expect(project.drawerContent).toContainText('Street trees cool the air at head height')
	await expect(project.drawerContent).toContainText('On still summer afternoons')
})

test('last output shows the same synthesis after a reload', async ({ page, project }) => {
	await project.selectFacts(1)
	await project.generate()
	const content = await project.drawerContent.innerText()
	await page.reload()
	await project.lastOutputButton.click()
	await expect(project.drawer).toBeVisible()
	expect(await project.drawerContent.innerText()).toBe(content)
})

test('each mode gives another text from the same facts', async ({ project }) => {
	const texts = new Set<string>()
	await project.selectFacts(3)
	for (const mode of outputModes) {
		await project.chooseMode(mode)
		await project.generate()
		await expect(project.drawerMeta).toHaveText(`Sources: 1 | Mode: ${modeLabels[mode].name}`)
		texts.add(await project.drawerContent.innerText())
		await project.closeDrawer()
	}
	expect(texts.size).toBe(outputModes.length)
})

test('a failed synthesis says what happened and stays until it is dismissed', async ({
	project,
}) => {
	await project.failNextSynthesis('empty')
	await project.selectFacts(2)
	await project.generate()
	await expect(project.errorBanner).toContainText('No text came out of these facts')
	await expect(project.errorBanner).toHaveAttribute('data-error-code', 'EMPTY_SYNTHESIS')
	await expect(project.drawer).toBeHidden()
	await expect(project.lastOutputButton).toBeDisabled()
	await project.errorBanner.getByRole('button', { name: 'Dismiss' }).click()
	await expect(project.errorBanner).toBeHidden()
})

test('a failed synthesis can be retried with the selection kept', async ({ page, project }) => {
	await project.failNextSynthesis('empty')
	await project.selectFacts(2)
	await project.generate()
	await expect(project.errorBanner).toContainText('No text came out of these facts')
	await expect(page.getByTestId('selection-bar')).toContainText('2')
	await project.retry()
	await expect(project.drawer).toBeVisible()
	await expect(project.errorBanner).toBeHidden()
})

test('a synthesis in progress can be cancelled', async ({ page, project }) => {
	await project.delayNextSynthesis(10_000)
	await project.selectFacts(1)
	await project.generate()
	await expect(page.getByRole('progressbar')).toBeVisible()
	await page.getByRole('button', { name: 'Cancel' }).click()
	await expect(page.getByRole('progressbar')).toBeHidden()
	await expect(project.generateButton).toBeEnabled()
})

test('a citation leads to its quote', async ({ page, project }) => {
	await project.selectFacts(2)
	await project.generate()
	await project.drawerContent.getByRole('button', { name: 'Quote 2' }).click()
	const quote = page.locator('#quote-2')
	await expect(quote).toBeFocused()
	await expect(quote.locator('mark')).toContainText(
		'Pedestrians reported relief chiefly from shade',
	)
})
