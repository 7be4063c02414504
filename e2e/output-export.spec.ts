import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './harness/fixtures'

test.describe.configure({ timeout: 90_000 })

for (const colorScheme of ['light', 'dark'] as const)
	test.describe(`the export of a text, ${colorScheme}, on a phone`, () => {
		test.use({
			...{ colorScheme, hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
			contextOptions: { reducedMotion: 'reduce' },
		})

		test('is free of findings in each format, can be touched, and goes by keyboard alone', async ({
			page,
			project,
		}) => {
			await expect(project.factCards).toHaveCount(3)
			const heights = async (name: RegExp) =>
				(await page.getByRole('button', { name }).all()).map(
					async (button) => (await button.boundingBox())?.height ?? 0,
				)
			for (const height of await heights(/^(Export|Import) facts/))
				expect(await height).toBeGreaterThanOrEqual(40)
			await project.selectFacts(2)
			await project.generate()
			await page.getByTestId('export-button').focus()
			await page.keyboard.press('Enter')
			const panel = page.getByTestId('export-panel')
			for (const format of ['markdown', 'html', 'docx']) {
				await page.getByTestId('export-format').focus()
				await page.keyboard.press('Enter')
				await expect(page.getByRole('menu')).toBeVisible()
				await page.getByTestId(`export-format-${format}`).focus()
				await page.keyboard.press('Enter')
				const button = panel.getByTestId(/^export-download/)
				await expect(button).toContainText('Download')
				await expect(page.getByTestId('export-format')).toBeFocused()
				const { violations } = await new AxeBuilder({ page }).analyze()
				expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
				expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40)
				await project.tabTo(button)
				const download = page.waitForEvent('download')
				await page.keyboard.press('Enter')
				expect((await download).suggestedFilename()).toMatch(/\.(md|html|docx)$/)
				await expect(button).toBeFocused()
			}
		})
	})

test('a text says above its export, in each format, what became of its facts', async ({
	page,
	project,
	request,
	seed,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const [factId] = await project.factIds()
	await project.selectFacts(2)
	await project.generate()
	await expect(project.drawerContent).toBeVisible()
	const changes = [{ factIds: [factId], set: { status: 'rejected' } }]
	const data = { projectId: seed.project_id, changes }
	expect((await request.post('/api/trpc/fact.change', { data })).ok()).toBe(true)
	await project.closeDrawer()
	await page.getByTestId('last-output-button').click()
	await expect(page.getByTestId('output-drawer-stale')).toBeVisible()
	await page.getByTestId('export-button').click()
	for (const format of ['markdown', 'html', 'docx']) {
		await page.getByTestId('export-format').click()
		await page.getByTestId(`export-format-${format}`).click()
		await expect(page.getByTestId('export-panel')).toContainText(
			'1 cited fact changed: 1 rejected. The file has the text as it was written.',
		)
	}
	await page.getByTestId('export-format').click()
	await page.getByTestId('export-format-markdown').click()
	await expect(page.getByRole('textbox', { name: 'The text as Markdown' })).toHaveValue(
		/Since this text was written, the fact was rejected\./,
	)
})

test('a text as one page checks its quotes where it lies, without a network', async ({
	page,
	project,
	context,
}, testInfo) => {
	await project.selectFacts(3)
	await project.generate()
	await page.getByTestId('export-button').click()
	await page.getByTestId('export-format').click()
	await page.getByTestId('export-format-html').click()
	const download = page.waitForEvent('download')
	await page.getByTestId('export-download-html').click()
	const path = testInfo.outputPath('output.html')
	await (await download).saveAs(path)
	const reader = await context.newPage()
	await reader.goto(`file://${path}`)
	await expect(reader.locator('#check')).toHaveText(
		'3 of 3 quotes stand in their sources. The SHA-256 of each text is as it was.',
	)
	const { violations } = await new AxeBuilder({ page: reader }).analyze()
	expect(violations.map(({ id }) => id)).toEqual([])

	await page.getByTestId('export-format').click()
	await page.getByTestId('export-format-docx').click()
	const word = page.waitForEvent('download')
	await page.getByTestId('export-download-docx').click()
	const bytes = await readFile(await (await word).path())
	expect(bytes.subarray(0, 2).toString()).toBe('PK')
})
