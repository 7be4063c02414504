import { expect, test } from './harness/fixtures'

test.use({ seedRequest: { scenario: 'review', facts_count: 6 } })

test('what is typed right after “Add fact” goes into the claim, and acts on no fact', async ({
	page,
	project,
}) => {
	const badges = page.getByTestId('fact-status-badge')
	await expect(project.factCards).toHaveCount(6)
	const before = await badges.allTextContents()
	await project.factCards.first().focus()
	await page.getByRole('button', { name: 'Add fact' }).click()
	await expect(page.getByRole('dialog', { name: 'Add a fact' })).toBeVisible()
	await page.keyboard.type('Belgium waived the fee')
	await expect(page.getByRole('dialog').getByLabel('Claim')).toHaveValue('Belgium waived the fee')
	await page.keyboard.press('Escape')
	await expect(badges).toHaveText(before)
})

test('a question that comes while somebody types is answered by no letter and no space', async ({
	page,
	project,
}) => {
	await project.selectFacts(3)
	await project.generate()
	const question = page.getByRole('dialog', { name: 'Not all facts are approved' })
	await expect(question).toBeFocused()
	await page.keyboard.type('a b r ')
	await expect(question).toBeFocused()
	await page.keyboard.press('Escape')
	await expect(project.factCards).toHaveCount(6)
	await expect(project.lastOutputButton).toBeDisabled()
})

test('Ctrl+Enter generates also where the format has just been chosen', async ({
	page,
	project,
}) => {
	await page.getByTestId('facts-filter-approved').click()
	await expect(project.factCards).toHaveCount(1)
	await project.selectFacts(1)
	await project.chooseMode('split')
	await expect(page.getByTestId('synthesis-format-trigger')).toBeFocused()
	await page.keyboard.press('Control+Enter')
	await expect(project.drawerMeta).toContainText('Split by source')
})

test('a list that is opened again by keyboard begins at what is chosen', async ({
	page,
	project,
}) => {
	await project.selectFacts(1)
	await project.chooseMode('split')
	await page.keyboard.press('Enter')
	await expect(page.getByTestId('synthesis-format-option-split')).toBeFocused()
})

test('a tag that is typed after Tab stands behind those that are there', async ({
	page,
	project,
	client,
	seed,
}) => {
	const [factId = ''] = (await client.fact.list.query({ projectId: seed.project_id })).facts.map(
		({ id }) => id,
	)
	const changes = [{ factIds: [factId], set: { addTag: 'economics' } }]
	await client.fact.change.mutate({ projectId: seed.project_id, changes })
	await project.open()
	await project.factCards.first().focus()
	await page.keyboard.press('t')
	await expect(page.getByTestId('fact-note-input')).toBeFocused()
	await page.keyboard.press('Tab')
	await page.keyboard.type(', urgent')
	await page.keyboard.press('Enter')
	await expect(project.factCards.first().getByTestId('fact-tags')).toHaveText(/economics.*urgent/)
})

test('the bar of the selection tells how many of it are not in sight, and what Remove removes', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(6)
	await page.getByTestId('facts-select-all').click()
	const bar = page.getByTestId('selection-bar')
	await expect(bar).not.toContainText('not in this view')
	await page.getByTestId('facts-filter-pending').click()
	await expect(bar).toContainText('6 facts selected')
	await expect(bar).toContainText('4 not in this view')
	await page.getByTestId('bulk-more').click()
	await expect(page.getByRole('menuitem', { name: 'Remove 6 facts' })).toBeVisible()
	expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(44)
})

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 700 } })

	test('a message does not cover the buttons of a dialog', async ({ page, project }) => {
		await project.factCards.first().focus()
		await page.keyboard.press('a')
		const undo = project.undoButton
		await expect(undo).toBeVisible()
		await page.getByRole('button', { name: 'Add source' }).click()
		const button = page.getByTestId('source-add-button')
		await expect(button).toBeVisible()
		const [message, buttons] = [await undo.boundingBox(), await button.boundingBox()]
		expect((message?.y ?? 0) + (message?.height ?? 0)).toBeLessThan(buttons?.y ?? 0)
	})
})
