import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'

const text =
	'First paragraph, which nobody quotes.\n\nThe lake froze in the second week of January. It thawed in March – 🧊 and all.\n'

test('a pasted text becomes a source, and a passage selected with the keyboard a fact', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const reader = await project.addSource({ title: 'Lake diary', text })
	await expect(reader.getByRole('heading', { name: 'Lake diary' })).toBeFocused()
	await reader.getByRole('textbox', { name: 'Text of Lake diary' }).focus()
	await page.keyboard.press('Control+End')
	for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowUp')
	await expect(reader.getByRole('status')).toContainText('selected')
	await page.keyboard.press('x')
	await page.keyboard.press('Control+Home')
	await page.keyboard.press('ArrowDown')
	await page.keyboard.press('ArrowDown')
	await page.keyboard.press('Shift+End')
	await page.keyboard.press('Enter')

	const claim = reader.getByLabel('Claim')
	await expect(claim).toBeFocused()
	const quote = await page.getByTestId('source-quote').innerText()
	expect(text).toContain(quote)
	expect(quote).toContain('The lake froze')
	await claim.fill('The lake froze in January')
	await claim.press('Enter')
	await expect(reader.getByRole('status')).toHaveText('Added: “The lake froze in January”')
	await page.getByTestId('source-reader-close').click()
	await expect(
		project.factCards.filter({ hasText: 'The lake froze in January' }).locator('blockquote'),
	).toHaveText(quote)
})

test('a passage selected with the mouse keeps its exact words', async ({ page, project }) => {
	await page.getByTestId('source-open').click()
	const reader = page.getByTestId('source-reader')
	const paragraph = reader.getByTestId('source-text').getByText('On still summer afternoons')
	await paragraph.click({ clickCount: 3 })
	await expect(reader.getByRole('status')).toContainText('selected')
	await reader.getByTestId('source-make-fact').click()
	const quote = await page.getByTestId('source-quote').textContent()
	await expect(reader.getByLabel('Claim')).toHaveValue(quote ?? '')
	await reader.getByLabel('Claim').press('Control+Enter')
	await page.getByTestId('source-reader-close').click()
	await expect(project.factCards).toHaveCount(4)
	await expect(project.factCards.last().locator('blockquote')).toHaveText(quote ?? '')
})

test('a Markdown file gives its name and its text, and the same text twice leads to the first source', async ({
	page,
	project,
}) => {
	const file = { name: 'winter-notes.md', mimeType: 'text/markdown', buffer: Buffer.from(text) }
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	const addFile = async (name: string) => {
		await page.getByRole('button', { name: 'Add source' }).click()
		await dialog.getByLabel('Choose a file').setInputFiles({ ...file, name })
	}
	await addFile('winter-notes.md')
	await expect(dialog.getByLabel('Title')).toHaveValue('winter-notes')
	await expect(dialog.getByLabel('Text')).toHaveValue(text)
	await page.getByTestId('source-add-button').click()
	await page.getByTestId('source-reader-close').click()
	await expect(page.getByTestId('source-item')).toHaveCount(2)

	await addFile('copy.txt')
	await page.getByTestId('source-add-button').click()
	await expect(page.getByText('This text is already here, as “winter-notes”.')).toBeVisible()
	await expect(
		page.getByTestId('source-reader').getByRole('heading', { name: 'winter-notes' }),
	).toBeVisible()
	await page.getByTestId('source-reader-close').click()
	await expect(page.getByTestId('source-item')).toHaveCount(2)
	await expect(project.factCards).toHaveCount(3)
})

test('a file dropped anywhere on the page opens the dialog, and brings back what was typed there', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const drop = async (...files: { name: string; text: string }[]) => {
		const dataTransfer = await page.evaluateHandle((all) => {
			const transfer = new DataTransfer()
			for (const { name, text } of all) transfer.items.add(new File([text], name))
			return transfer
		}, files)
		await page.locator('body').dispatchEvent('dragover', { dataTransfer })
		await expect(page.getByText('Drop the text to add it as a source')).toBeVisible()
		await page.locator('body').dispatchEvent('drop', { dataTransfer })
		await expect(page.getByText('Drop the text to add it as a source')).toBeHidden()
	}
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	await drop({ name: 'lake.md', text }, { name: 'other.md', text: 'Other' })
	await expect(dialog.getByLabel('Title')).toHaveValue('lake')
	await expect(dialog.getByLabel('Text')).toHaveValue(text)
	await expect(dialog.getByRole('alert')).toContainText('Only “lake.md” was taken')

	await dialog.getByLabel('Text').fill('Typed by hand')
	await drop({ name: 'pond.txt', text: 'A pond.' })
	await expect(dialog.getByLabel('Text')).toHaveValue('A pond.')
	await expect(dialog.getByLabel('Title')).toHaveValue('pond')
	await dialog.getByRole('button', { name: 'Bring it back' }).click()
	await expect(dialog.getByLabel('Text')).toHaveValue('Typed by hand')
})

test('a text pasted anywhere on the page opens the dialog, but in a field it is the field’s', async ({
	page,
	context,
	project,
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await expect(project.factCards).toHaveCount(3)
	const paste = async (pasted: string) => {
		await page.evaluate((copied) => navigator.clipboard.writeText(copied), pasted)
		await page.keyboard.press('ControlOrMeta+v')
	}
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	await page.getByTestId('facts-search-input').focus()
	await paste('no such words')
	await expect(page.getByText('No fact holds these words')).toBeVisible()
	await expect(dialog).toBeHidden()
	await page.getByRole('button', { name: 'Show all facts' }).click()

	await project.factCards.first().focus()
	await paste(text.replaceAll('\n', '\r\n'))
	await expect(dialog.getByLabel('Text')).toHaveValue(text)
	await expect(dialog.getByLabel('Title')).toBeFocused()
	await page.keyboard.type('A lake')
	await page.keyboard.press('Escape')
	await project.factCards.first().focus()
	await paste('A pond.')
	await expect(dialog.getByLabel('Text')).toHaveValue('A pond.')
	await expect(dialog.getByLabel('Title')).toHaveValue('')
	await page.keyboard.type('A pond')
	await page.keyboard.press('Enter')
	await expect(page.getByTestId('source-reader')).toContainText('A pond.')
	await page.getByTestId('source-reader').getByRole('heading').first().focus()
	await paste('Below a drawer')
	await page.getByTestId('source-reader-close').click()
	await expect(dialog).toBeHidden()
})

test('a text that the middle button of the mouse pastes on the page is not taken', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	// A browser on Linux sends these events, with the text that is selected in any program.
	const pasteWith = (button: number) =>
		page.evaluate((pressed) => {
			const clipboardData = new DataTransfer()
			clipboardData.setData('text/plain', 'A pond.')
			document.body.dispatchEvent(
				new PointerEvent('pointerdown', { button: pressed, bubbles: true }),
			)
			document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
		}, button)
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	await pasteWith(1)
	await page.getByRole('button', { name: 'Add source' }).click()
	await expect(dialog.getByLabel('Text')).toHaveValue('')
	await page.keyboard.press('Escape')
	await expect(dialog).toBeHidden()
	await pasteWith(0)
	await expect(dialog.getByLabel('Text')).toHaveValue('A pond.')
})

test('a file dropped below an open drawer is not taken, and does not leave the page', async ({
	page,
	project,
}) => {
	await project.factCards.first().getByTestId('evidence-open').click()
	await expect(page.getByTestId('evidence-quote')).toBeVisible()
	const dataTransfer = await page.evaluateHandle(() => {
		const transfer = new DataTransfer()
		transfer.items.add(new File(['text'], 'lake.md'))
		return transfer
	})
	const isKept = await page.evaluate((transfer) => {
		const event = new DragEvent('drop', {
			...{ dataTransfer: transfer, bubbles: true, cancelable: true },
		})
		document.body.dispatchEvent(event)
		return event.defaultPrevented
	}, dataTransfer)
	expect(isKept).toBe(true)
	await page.getByTestId('evidence-close').click()
	await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a file that is no text or too long is reported before anything is sent', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	await page.getByRole('button', { name: 'Add source' }).click()
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	const choose = (name: string, buffer: Buffer) =>
		dialog.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'text/plain', buffer })
	await choose('picture.png', Buffer.from('x'))
	await expect(dialog.getByRole('alert')).toContainText('choose a .txt or .md file')
	await choose('latin.txt', Buffer.from([0x66, 0xfc, 0x72]))
	await expect(dialog.getByRole('alert')).toContainText('save it as UTF-8')
	await choose('long.txt', Buffer.from('a'.repeat(1_000_001)))
	await expect(dialog.getByRole('alert')).toContainText('Split it into two files')
	// A quotation mark takes two bytes in a request: this file would fit, but its request would not.
	await choose('quotes.txt', Buffer.from(`${'"'.repeat(8)} `.repeat(60_000)))
	await expect(dialog.getByRole('alert')).toContainText('Split it into two sources')
})

test('a text of the size that the dialog allows is accepted', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(3)
	await page.getByRole('button', { name: 'Add source' }).click()
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	const line = `${'Sentence after sentence. '.repeat(4)}\n`
	const buffer = Buffer.from(line.repeat(Math.floor(999_990 / (line.length + 1))))
	await dialog
		.getByLabel('Choose a file')
		.setInputFiles({ name: 'book.txt', mimeType: 'text/plain', buffer })
	await page.getByTestId('source-add-button').click()
	await expect(
		page.getByTestId('source-reader').getByRole('heading', { name: 'book' }),
	).toBeVisible()
})

test('a source that the server refuses keeps what was typed', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(3)
	const dialog = await project.fillSource({ title: 'Kept', text: 'Kept text' })
	await page.route(callsOf('source.add'), (route) => route.abort(), { times: 1 })
	await page.getByTestId('source-add-button').click()
	await expect(page.getByTestId('source-add-error')).toContainText('The server did not answer')
	await expect(dialog.getByLabel('Text')).toHaveValue('Kept text')
	await page.getByTestId('source-add-button').click()
	await expect(page.getByTestId('source-item')).toHaveCount(2)
})
