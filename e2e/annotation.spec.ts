import { expect, test } from './harness/fixtures'

test.use({ seedRequest: { facts_count: 4 } })

test('a fact is given a note and tags, is found by them, and loses them again by undo', async ({
	page,
	project,
}) => {
	const card = project.factCards.nth(2)
	await card.getByTestId('fact-annotate').click()
	const dialog = page.getByRole('dialog', { name: 'Note and tags' })
	await dialog.getByLabel('Note').fill('Ask Ana for the raw data')
	await dialog.getByLabel('Tags').fill('método, 熱')
	await dialog.getByRole('button', { name: 'Save' }).click()
	await expect(card.getByTestId('fact-note')).toHaveText('Note: Ask Ana for the raw data')
	await expect(card.getByTestId('fact-tags').getByRole('listitem')).toHaveText(['método', '熱'])
	for (const word of ['raw data', 'MÉTODO', '熱']) {
		await project.search(word)
		await expect(project.factCards).toHaveCount(1)
		await expect(project.factCards.locator('mark').first()).toBeVisible()
	}
	await project.search('')
	await project.undo()
	await expect(card.getByTestId('fact-note')).toBeHidden()
	await expect(card.getByTestId('fact-tags')).toBeHidden()
})

test('what was typed in a note and not saved is there again, and a tag of the project is taken by a click', async ({
	page,
	project,
}) => {
	const [first, second] = [project.factCards.nth(0), project.factCards.nth(1)]
	const dialog = page.getByRole('dialog', { name: 'Note and tags' })
	await first.getByTestId('fact-annotate').click()
	await dialog.getByLabel('Tags').fill('heat')
	await dialog.getByRole('button', { name: 'Save' }).click()
	await second.getByTestId('fact-annotate').click()
	await dialog.getByLabel('Note').fill('Half a thought')
	await page.keyboard.press('Escape')
	await expect(dialog).toBeHidden()
	await second.getByTestId('fact-annotate').click()
	await expect(dialog.getByLabel('Note')).toHaveValue('Half a thought')
	await dialog.getByRole('button', { name: 'heat' }).click()
	await dialog.getByRole('button', { name: 'Save' }).click()
	await expect(second.getByTestId('fact-note')).toContainText('Half a thought')
	await expect(second.getByTestId('fact-tags')).toHaveText('heat')
})

test('a note that somebody else changed meanwhile stands below what was typed, each in its own direction, until one is chosen', async ({
	page,
	project,
	seed,
	client,
}) => {
	const card = project.factCards.first()
	const dialog = page.getByRole('dialog', { name: 'Note and tags' })
	await card.getByTestId('fact-annotate').click()
	await dialog.getByLabel('Note').fill('Mine')
	const factId = String(await card.getAttribute('data-fact-id'))
	const theirs = { projectId: seed.project_id, factId, note: 'بحيرة', tags: ['熱'], version: 1 }
	await client.fact.annotate.mutate(theirs)
	await dialog.getByRole('button', { name: 'Save' }).click()
	const told = dialog.getByRole('alert')
	await expect(told).toContainText('It now reads “بحيرة”, with the tags “熱”.')
	await expect(told.locator('[dir=auto]').first()).toHaveCSS('direction', 'rtl')
	await expect(dialog.getByRole('button', { name: 'Save mine instead' })).toBeFocused()
	await expect(dialog.getByLabel('Note')).toHaveValue('Mine')
	await dialog.getByRole('button', { name: 'Keep theirs' }).click()
	await expect(card.getByTestId('fact-note')).toHaveText('Note: بحيرة')
})

test('a fact is set back to pending by its button and by its key', async ({ page, project }) => {
	const card = project.factCards.nth(0)
	await expect(card.getByTestId('fact-status-badge')).toHaveText('Approved')
	await card.getByTestId('fact-pending').click()
	await expect(card.getByTestId('fact-status-badge')).toHaveText('Pending')
	await project.undo()
	await expect(card.getByTestId('fact-status-badge')).toHaveText('Approved')
	await page.keyboard.press('b')
	await expect(card.getByTestId('fact-status-badge')).toHaveText('Pending')
})

test('a passage that is selected in the evidence becomes the quote, the claim stays and is to review again', async ({
	page,
	project,
}) => {
	const card = project.factCards.nth(0)
	const claim = (await card.locator('label').textContent()) ?? ''
	const former = (await card.locator('blockquote').textContent()) ?? ''
	await card.getByTestId('evidence-open').click()
	const panel = page.getByTestId('evidence-panel')
	await panel.getByTestId('evidence-choose-quote').click()
	await expect(panel.getByRole('textbox')).toBeFocused()
	await page.keyboard.press('Control+Home')
	await page.keyboard.press('Shift+End')
	await panel.getByTestId('evidence-requote').click()
	await expect(panel.getByTestId('evidence-quote')).toHaveText(
		'Heat in the city: notes from three summers',
	)
	await expect(panel.getByTestId('evidence-fact-text')).toHaveText(claim)
	await expect(panel.getByTestId('fact-status-badge')).toHaveText('Pending')
	await expect(panel.getByTestId('evidence-choose-quote')).toBeFocused()
	await project.undo()
	await expect(panel.getByTestId('evidence-quote')).toHaveText(former)
	await expect(panel.getByTestId('fact-status-badge')).toHaveText('Approved')
})

test('a quote is taken back and given again, and Escape leaves the choice but not the evidence', async ({
	page,
	project,
}) => {
	const card = project.factCards.nth(0)
	await card.getByTestId('evidence-open').click()
	const panel = page.getByTestId('evidence-panel')
	await panel.getByTestId('evidence-take-quote-back').click()
	await expect(panel.getByText('This fact has no quote.')).toBeVisible()
	await expect(panel.getByTestId('fact-status-badge')).toHaveText('Pending')
	const choose = panel.getByRole('button', { name: 'Give it a quote' })
	await choose.click()
	await page.keyboard.press('Escape')
	await expect(panel.getByRole('textbox')).toBeHidden()
	await expect(choose).toBeFocused()
	await choose.press('Enter')
	await expect(panel.getByRole('textbox')).toBeFocused()
	await page.keyboard.press('Control+Home')
	await page.keyboard.press('Shift+End')
	await page.keyboard.press('Enter')
	await expect(panel.getByTestId('evidence-quote')).toHaveText(
		'Heat in the city: notes from three summers',
	)
	await panel.getByTestId('evidence-close').click()
	await expect(card.locator('blockquote')).toHaveText('Heat in the city: notes from three summers')
})
