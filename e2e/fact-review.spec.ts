import { factStatuses } from '../src/domain/fact-status'
import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'

test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

const labels = {
	pending: 'Pending',
	approved: 'Approved',
	needs_review: 'Needs review',
	flagged: 'Flagged',
	rejected: 'Rejected',
}

test('every status has a badge with its own words and shape', async ({ project }) => {
	const shapes = new Set<string>()
	for (const status of factStatuses) {
		const badge = project.factCards
			.getByTestId('fact-status-badge')
			.filter({ hasText: labels[status] })
			.first()
		await expect(badge).toBeVisible()
		shapes.add((await badge.locator('path').getAttribute('d')) ?? '')
	}
	expect(shapes.size).toBe(factStatuses.length)
})

const verdicts = [
	{ testId: 'fact-approve', label: 'Approved' },
	{ testId: 'fact-needs-review', label: 'Needs review' },
	{ testId: 'fact-flag', label: 'Flagged' },
	{ testId: 'fact-reject', label: 'Rejected' },
]
for (const { testId, label } of verdicts)
	test(`${label.toLowerCase()} stays after a reload, and undo takes it back`, async ({
		page,
		project,
	}) => {
		const card = project.factCards.first()
		const badge = card.getByTestId('fact-status-badge')
		await expect(badge).toHaveText('Pending')
		await card.getByTestId(testId).click()
		await expect(badge).toHaveText(label)
		await expect(project.undoButton).toBeVisible()
		await page.reload()
		await expect(badge).toHaveText(label)
		await card.getByTestId(testId === 'fact-flag' ? 'fact-approve' : 'fact-flag').click()
		await project.undo()
		await expect(badge).toHaveText(label)
		await page.reload()
		await expect(badge).toHaveText(label)
	})

test('a pin and a key claim can be set and taken back', async ({ page, project }) => {
	const card = project.factCards.nth(2)
	const pin = card.getByTestId('fact-pin-state')
	await expect(pin).toHaveAttribute('data-pinned', 'false')
	await card.getByTestId('fact-pin-toggle').click()
	await expect(pin).toHaveAttribute('data-pinned', 'true')
	await project.undo()
	await expect(pin).toHaveAttribute('data-pinned', 'false')
	const keyClaim = card.getByRole('button', { name: 'Key claim' })
	await keyClaim.click()
	await expect(keyClaim).toHaveAttribute('aria-pressed', 'true')
	await expect(project.undoButton).toBeVisible()
	await page.reload()
	await expect(keyClaim).toHaveAttribute('aria-pressed', 'true')
	await keyClaim.click()
	await project.undo()
	await expect(keyClaim).toHaveAttribute('aria-pressed', 'true')
})

test('a claim is edited and its quote is kept, and undo brings the old words back', async ({
	page,
	project,
}) => {
	const card = project.factCards.first()
	const quote = await card.getByRole('blockquote').innerText()
	await card.getByRole('button', { name: 'Edit claim' }).click()
	await page.getByRole('textbox', { name: 'Claim' }).fill('Trees cool streets')
	await page.getByRole('button', { name: 'Save claim' }).click()
	await expect(card).toContainText('Trees cool streets')
	await expect(card.getByRole('blockquote')).toHaveText(quote)
	await project.undo()
	await expect(card).toContainText('Street trees cool the air at head height')
	await page.reload()
	await expect(card).toContainText('Street trees cool the air at head height')
})

test('an approved claim that is reworded is to review again at once, and undo brings back its words and its approval', async ({
	page,
	project,
}) => {
	const card = project.factCards.first()
	const badge = card.getByTestId('fact-status-badge')
	const counted = page.getByTestId('status-matrix').getByRole('link', { name: 'Pending' })
	await card.getByTestId('fact-approve').click()
	await expect(badge).toHaveText('Approved')
	await expect(counted).toHaveText('2')
	await card.getByRole('button', { name: 'Edit claim' }).click()
	await page.getByRole('textbox', { name: 'Claim' }).fill('Trees cool streets')
	await page.getByRole('button', { name: 'Save claim' }).click()
	await expect(page.getByText('Claim changed. It is to review again.').first()).toBeVisible()
	await expect(badge).toHaveText('Pending')
	await expect(counted).toHaveText('3')
	// What is done and undone in between changes the fact's version, and not what the edit is taken back to.
	await card.getByTestId('fact-approve').click()
	await expect(page.getByText('Approved.', { exact: true }).first()).toBeVisible()
	await project.undo()
	await expect(badge).toHaveText('Pending')
	await page.keyboard.press('u')
	await expect(card).toContainText('Street trees cool the air at head height')
	await expect(badge).toHaveText('Approved')
	await expect(counted).toHaveText('2')
	await page.reload()
	await expect(card).toContainText('Street trees cool the air at head height')
	await expect(badge).toHaveText('Approved')
})

test('a claim that somebody else changed meanwhile is not overwritten unasked, and nothing typed is lost', async ({
	page,
	project,
	request,
	seed,
}) => {
	const card = project.factCards.first()
	await card.getByRole('button', { name: 'Edit claim' }).click()
	const field = page.getByRole('textbox', { name: 'Claim' })
	await field.fill('My wording')
	const factId = await card.getAttribute('data-fact-id')
	const theirs = await request.post('/api/trpc/fact.editClaim', {
		data: { projectId: seed.project_id, factId, claim: 'Their wording', version: 1 },
	})
	expect(theirs.ok()).toBe(true)
	await page.getByRole('button', { name: 'Save claim' }).click()
	await expect(page.getByRole('alert').filter({ hasText: 'Their wording' })).toBeVisible()
	await expect(field).toHaveValue('My wording')
	await page.getByRole('button', { name: 'Save mine instead' }).click()
	await expect(page.getByRole('dialog')).toBeHidden()
	await expect(card).toContainText('My wording')
})

test('an edit that was closed by mistake is still there', async ({ page, project }) => {
	const edit = project.factCards.first().getByRole('button', { name: 'Edit claim' })
	await edit.click()
	await page.getByRole('textbox', { name: 'Claim' }).fill('Half a thou')
	await page.keyboard.press('Escape')
	await expect(page.getByRole('dialog')).toBeHidden()
	await edit.click()
	await expect(page.getByRole('textbox', { name: 'Claim' })).toHaveValue('Half a thou')
})

test('a claim that is too long is reported, and not cut', async ({ page, project }) => {
	await project.factCards.first().getByRole('button', { name: 'Edit claim' }).click()
	const field = page.getByRole('textbox', { name: 'Claim' })
	await field.fill('a'.repeat(1_950))
	await expect(page.getByText('50 characters left.')).toBeVisible()
	await field.fill('a'.repeat(2_003))
	await expect(page.getByRole('alert').filter({ hasText: '3 characters too long' })).toBeVisible()
	await page.getByRole('button', { name: 'Save claim' }).click()
	await expect(field).toHaveValue('a'.repeat(2_003))
})

test('a removed fact comes back where it was', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(12)
	const ids = await project.factIds()
	await project.factCards.nth(4).getByRole('button', { name: 'Remove' }).click()
	await expect(project.factCards).toHaveCount(11)
	await expect(project.factCards.nth(4)).toBeFocused()
	await project.undo()
	await expect(project.factCards).toHaveCount(12)
	expect(await project.factIds()).toEqual(ids)
	await page.reload()
	await expect(project.factCards).toHaveCount(12)
})

test('a selection is reviewed as a whole and taken back as a whole', async ({ page, project }) => {
	const badges = project.factCards.getByTestId('fact-status-badge')
	await expect(badges).toHaveCount(12)
	const before = await badges.allInnerTexts()
	await project.selectFacts(5)
	const bulk = page.getByRole('group', { name: 'Review the selected facts' })
	await bulk.getByRole('button', { name: 'Needs review' }).click()
	const expected = before.map((label, index) => (index < 5 ? 'Needs review' : label))
	await expect(badges).toHaveText(expected)
	await project.undo()
	await expect(badges).toHaveText(before)
	await bulk.getByTestId('bulk-more').click()
	await page.getByTestId('bulk-item-remove').click()
	await expect(project.factCards).toHaveCount(7)
	await expect(page.getByTestId('selection-bar')).toBeHidden()
	await project.undo()
	await expect(badges).toHaveText(before)
})

test('a change that the server refuses is taken back and reported', async ({ page, project }) => {
	await page.route(callsOf('fact.change'), (route) => route.abort(), { times: 1 })
	const card = project.factCards.first()
	await card.getByTestId('fact-reject').click()
	const messages = page.getByRole('region', { name: /Messages/ })
	await expect(messages.getByText('The server did not answer')).toBeVisible()
	await expect(card.getByTestId('fact-status-badge')).toHaveText('Pending')
})
