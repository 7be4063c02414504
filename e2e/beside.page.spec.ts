import { expect, test } from './harness/fixtures'

test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

test.describe('on a wide screen', () => {
	test.use({ viewport: { width: 1200, height: 800 } })

	test('the evidence stands beside the facts, which are reviewed meanwhile', async ({
		page,
		project,
	}) => {
		const panel = page.getByTestId('evidence-panel')
		const badge = (index: number) => project.factCards.nth(index).getByTestId('fact-status-badge')
		await project.factCards.nth(1).getByTestId('evidence-open').click()
		await expect(page.getByRole('heading', { name: 'Evidence' })).toBeFocused()
		const list = await page.getByTestId('facts-list').boundingBox()
		const beside = await panel.boundingBox()
		expect((list?.x ?? 0) + (list?.width ?? 0)).toBeLessThanOrEqual(beside?.x ?? 0)

		// The keys act where the focus is, once what they act on is shown.
		await expect(panel.getByTestId('evidence-quote')).toBeVisible()
		await page.keyboard.press('f')
		await expect(badge(1)).toHaveText('Flagged')
		await page.keyboard.press('k')
		await expect(panel.getByTestId('fact-flag')).toHaveAttribute('aria-pressed', 'true')
		await project.factCards.nth(3).getByTestId('fact-approve').click()
		await expect(badge(3)).toHaveText('Approved')
		await page.keyboard.press('r')
		await expect(badge(3)).toHaveText('Rejected')
		await expect(badge(1)).toHaveText('Flagged')
		await page.keyboard.press('e')
		await expect(page.getByTestId('evidence-fact-text')).toHaveText(
			'White roofs lower indoor peaks',
		)

		await page.keyboard.press('Escape')
		await expect(panel).toBeVisible()
		await panel.getByTestId('evidence-close').focus()
		await page.keyboard.press('Escape')
		await expect(panel).toBeHidden()
		await expect(project.factCards.nth(3)).toBeFocused()
	})

	test('a source is read beside the facts, and what is typed in it outlasts a smaller window', async ({
		page,
		project,
	}) => {
		await expect(project.factCards).toHaveCount(12)
		await page.getByTestId('source-open').click()
		const reader = page.getByTestId('source-reader')
		await project.search('roofs')
		await expect(project.factCards).not.toHaveCount(12)
		await expect(reader).toBeVisible()
		await page.getByTestId('source-text').focus()
		await page.keyboard.press('Control+a')
		await page.keyboard.press('Enter')
		const claim = reader.getByRole('textbox', { name: 'Claim' })
		await claim.fill('Half a thou')
		await page.setViewportSize({ width: 900, height: 800 })
		await expect(claim).toHaveValue('Half a thou')
	})

	test('an output is a sheet over the page', async ({ page, project }) => {
		await page.getByTestId('outputs-history-button').click()
		await expect(page.getByTestId('outputs-history-drawer')).toBeVisible()
		await page.keyboard.press('j')
		await expect(project.factCards.first()).not.toHaveAttribute('data-current', 'true')
	})
})

test.describe('on a narrow screen', () => {
	test.use({ viewport: { width: 1100, height: 800 } })

	test('the evidence is a sheet over the page, whose keys rest', async ({ page, project }) => {
		await project.factCards.nth(1).getByTestId('evidence-open').click()
		await expect(page.getByTestId('evidence-quote')).toBeVisible()
		await page.keyboard.press('x')
		await page.keyboard.press('Escape')
		await expect(page.getByTestId('evidence-panel')).toBeHidden()
		await expect(page.getByTestId('selection-bar')).toBeHidden()
	})
})

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

	test('the facts come first, and the sources are a line above them that opens', async ({
		page,
		project,
	}) => {
		await expect(project.factCards.first()).toBeInViewport()
		await expect(page.getByTestId('sources-list')).toBeHidden()
		await expect(page.getByTestId('status-matrix')).toBeHidden()
		const toggle = page.getByTestId('sources-toggle')
		await expect(toggle).toHaveText('Show1 source')
		await toggle.tap()
		await expect(toggle).toHaveAttribute('aria-expanded', 'true')
		await expect(page.getByTestId('sources-list')).toBeVisible()
		await page.getByTestId('source-open').tap()
		await expect(page.getByTestId('source-reader')).toBeVisible()
	})
})
