import { expect, test } from './harness/fixtures'

test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

test('a review and a synthesis are done with the keyboard alone', async ({ page, project }) => {
	const { keyboard } = page
	const badge = (index: number) => project.factCards.nth(index).getByTestId('fact-status-badge')
	await expect(project.factCards).toHaveCount(12)

	await keyboard.press('j')
	await expect(project.factCards.nth(0)).toBeFocused()
	await keyboard.press('a')
	await expect(badge(0)).toHaveText('Approved')
	await keyboard.press('x')
	await keyboard.press('j')
	await keyboard.press('n')
	await expect(badge(1)).toHaveText('Needs review')
	await keyboard.press('j')
	await keyboard.press('f')
	await expect(badge(2)).toHaveText('Flagged')
	await keyboard.press('j')
	await keyboard.press('r')
	await expect(badge(3)).toHaveText('Rejected')
	await keyboard.press('u')
	await expect(badge(3)).toHaveText('Flagged')
	await keyboard.press('k')
	await expect(project.factCards.nth(2)).toBeFocused()
	await keyboard.press('p')
	const pin = project.factCards.nth(2).getByTestId('fact-pin-state')
	await expect(pin).toHaveAttribute('data-pinned', 'true')
	await keyboard.press('x')
	await expect(page.getByTestId('selection-bar')).toContainText('2 facts selected')

	await project.tabTo(project.factCards.nth(2).getByRole('button', { name: 'Edit claim' }))
	await keyboard.press('Enter')
	await expect(page.getByRole('textbox', { name: 'Claim' })).toBeFocused()
	await keyboard.press('ControlOrMeta+a')
	await keyboard.type('Young trees jank for a decade')
	await keyboard.press('ControlOrMeta+Enter')
	await expect(page.getByRole('dialog')).toBeHidden()
	await expect(project.factCards.nth(2)).toContainText('Young trees jank for a decade')

	await keyboard.press('e')
	await expect(page.getByRole('heading', { name: 'Evidence' })).toBeFocused()
	await keyboard.press('Escape')
	await expect(page.getByTestId('evidence-panel')).toBeHidden()
	await expect(project.factCards.nth(2).getByRole('button', { name: 'Edit claim' })).toBeFocused()

	await keyboard.press('/')
	await keyboard.type('white roofs')
	await expect(project.factCards).toHaveCount(2)
	await project.tabTo(page.getByTestId('facts-select-all'), 'Shift+Tab')
	await keyboard.press('Enter')
	await expect(page.getByTestId('selection-bar')).toContainText('4 facts selected')

	await project.tabTo(page.getByTestId('bulk-approved'))
	await keyboard.press('Enter')
	await expect(badge(0)).toHaveText('Approved')
	await expect(page.getByRole('region', { name: /Messages/ })).toContainText('facts: Approved.')
	await keyboard.press('F8')
	await project.tabTo(project.undoButton)
	await keyboard.press('Enter')
	await expect(badge(0)).toHaveText('Flagged')

	await project.tabTo(page.getByTestId('synthesis-format-trigger'), 'Shift+Tab')
	await keyboard.press('Enter')
	await expect(page.getByTestId('synthesis-format-option-paragraph')).toBeFocused()
	await keyboard.press('ArrowDown')
	await expect(page.getByTestId('synthesis-format-option-research_brief')).toBeFocused()
	await keyboard.press('Enter')
	await project.tabTo(project.generateButton)
	await keyboard.press('Enter')
	await expect(page.getByRole('dialog', { name: 'Not all facts are approved' })).toBeVisible()
	await project.tabTo(page.getByTestId('trust-include'))
	await keyboard.press('Enter')
	await expect(project.drawer).toBeVisible()
	await expect(project.drawerMeta).toContainText('Mode: Research brief')
	await keyboard.press('Escape')
	await expect(project.drawer).toBeHidden()
})

test('the keys are listed, rest while somebody types, and can be switched off for good', async ({
	page,
	project,
}) => {
	const badge = project.factCards.first().getByTestId('fact-status-badge')
	await expect(project.factCards).toHaveCount(12)
	await page.keyboard.press('/')
	await page.keyboard.type('jaf?')
	await expect(page.getByTestId('facts-search-input')).toHaveValue('jaf?')
	await expect(page.getByRole('dialog')).toBeHidden()
	await page.getByTestId('facts-search-input').fill('')
	await expect(project.factCards).toHaveCount(12)
	await project.factCards.first().focus()
	await page.keyboard.press('?')
	const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
	await expect(dialog).toContainText('Needs review')
	await page.keyboard.press('f')
	await dialog.getByRole('checkbox', { name: 'Use single keys' }).uncheck()
	await page.keyboard.press('Escape')
	await expect(dialog).toBeHidden()
	await project.factCards.first().focus()
	await page.keyboard.press('f')
	await page.reload()
	await expect(project.factCards).toHaveCount(12)
	await page.keyboard.press('j')
	await page.keyboard.press('f')
	await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
	await expect(badge).toHaveText('Pending')
	await dialog.getByRole('checkbox', { name: 'Use single keys' }).check()
	await page.keyboard.press('Escape')
	await expect(dialog).toBeHidden()
	await project.factCards.first().focus()
	await page.keyboard.press('f')
	await expect(badge).toHaveText('Flagged')
})

test('a key in the moment in which a window closes leads back to where its user came from', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(12)
	await page.keyboard.press('j')
	const edit = project.factCards.first().getByRole('button', { name: 'Edit claim' })
	await edit.press('Enter')
	await expect(page.getByRole('textbox', { name: 'Claim' })).toBeFocused()
	// The window gives the focus back a turn later than it leaves the document.
	await page.evaluate(() => {
		const press = () =>
			document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true }))
		new MutationObserver((_, observer) => {
			if (document.querySelector('[role="dialog"]')) return
			observer.disconnect()
			press()
		}).observe(document.body, { childList: true, subtree: true })
	})
	await page.keyboard.press('Escape')
	await expect(page.getByRole('heading', { name: 'Evidence' })).toBeFocused()
	await page.keyboard.press('Escape')
	await expect(page.getByTestId('evidence-panel')).toBeHidden()
	await expect(edit).toBeFocused()
})

test('the list scrolls along with the current fact', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(12)
	for (let index = 0; index < 12; index++) {
		await page.keyboard.press('j')
		await expect(project.factCards.nth(index)).toBeFocused()
		await expect(project.factCards.nth(index)).toBeInViewport()
	}
	await page.keyboard.press('j')
	await expect(project.factCards.last()).toBeFocused()
})

test('decisions that come faster than the server answers all land, and are taken back one by one', async ({
	page,
	project,
}) => {
	const badges = project.factCards.getByTestId('fact-status-badge')
	await expect(badges).toHaveCount(12)
	for (let index = 0; index < 12; index++) {
		await page.keyboard.press('j')
		await page.keyboard.press('n')
		await page.keyboard.press('r')
	}
	await page.keyboard.press('u')
	await expect(badges.last()).toHaveText('Needs review')
	await page.keyboard.press('u')
	await expect(badges.last()).toHaveText('Approved')
	const expected = [...Array.from({ length: 11 }, () => 'Rejected'), 'Approved']
	await expect(badges).toHaveText(expected)
	await page.reload()
	await expect(badges).toHaveText(expected)
})
