import { expect, test } from './harness/fixtures'

test('a character that cannot be stored is taken out of a field, and the caret stays', async ({
	page,
	project,
	context,
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await expect(project.factCards).toHaveCount(3)
	await page.getByRole('button', { name: 'Add source' }).click()
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	await page.getByTestId('source-add-button').click()
	const title = dialog.getByRole('textbox', { name: 'Title' })
	await title.fill('Lake diary')
	for (let step = 0; step < 5; step++) await title.press('ArrowLeft')
	await title.evaluate((field) =>
		document.execCommand('insertText', false, field.isConnected ? 'o\0f\ud83d ' : ''),
	)
	await expect(dialog).toContainText('2 characters that cannot be stored were taken out.')
	await page.keyboard.type('the ')
	await expect(title).toHaveValue('Lake of the diary')
	const file = { name: 'lake.txt', mimeType: 'text/plain', buffer: Buffer.from('A\0 lake.') }
	await dialog.getByLabel('Choose a file').setInputFiles(file)
	await expect(dialog).toContainText('1 character that cannot be stored was taken out.')
	await expect(dialog.getByLabel('Text')).toHaveValue('A lake.')
	await page.getByTestId('source-add-button').click()
	await expect(
		page.getByTestId('source-reader').getByRole('heading', { name: 'Lake of the diary' }),
	).toBeVisible()
})

test('what the server finds wrong stands at its field, which gets the focus', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	await project.fillSource({ title: 'Lake', text: 'A lake.' })
	const address = page.getByTestId('source-url-input')
	await address.fill('lakes')
	await page.getByTestId('source-add-button').click()
	await expect(address).toBeFocused()
	await expect(address).toHaveAccessibleDescription(
		'Give a URL that begins with http:// or https://',
	)
	await expect(page.getByTestId('source-add-error')).toHaveCount(0)
	await address.fill('https://example.com/lakes')
	await expect(address).toHaveAttribute('aria-invalid', 'false')
	await page.getByTestId('source-add-button').click()
	await expect(page.getByTestId('source-reader')).toContainText('A lake.')
})

test('a name in which there is nothing to see is refused at its field', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	await page.getByTestId('project-title').getByRole('button').click()
	await page.getByTestId('project-title-input').fill('\u200b\u3164\u00ad')
	await page.keyboard.press('Enter')
	await expect(page.getByTestId('project-title-error')).toContainText('nothing to see')
	await expect(page.getByTestId('project-title-input')).toBeFocused()
	await page.getByTestId('project-title-input').fill('بحيرة')
	await page.keyboard.press('Enter')
	await expect(page.getByTestId('project-title').locator('[dir=auto]')).toHaveCSS(
		'direction',
		'rtl',
	)
})

test('the keys of the review are at their places on a keyboard of another script', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const press = (key: string, code: string) =>
		page.evaluate(
			([character, place]) =>
				document.activeElement?.dispatchEvent(
					new KeyboardEvent('keydown', { key: character, code: place, bubbles: true }),
				),
			[key, code],
		)
	await press('о', 'KeyJ')
	await expect(project.factCards.first()).toBeFocused()
	await press('а', 'KeyF')
	await expect(project.factCards.first().getByTestId('fact-status-badge')).toHaveText('Flagged')
})
