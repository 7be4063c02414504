import { expect, test } from './harness/fixtures'
import { placeOf } from './pages/review-queue'

// Of 12 facts the first, sixth and eleventh are pending, and so on through the five statuses.
test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

test('Escape leads one level back, from evidence to its quote and from there to the history', async ({
	page,
	project,
}) => {
	await project.selectFacts(4)
	await project.generate()
	await page.getByTestId('trust-include').click()
	await expect(project.drawer).toBeVisible()
	await project.closeDrawer()
	await page.getByTestId('outputs-history-button').click()
	await page.getByTestId('outputs-history-item').click()
	await page.getByRole('button', { name: 'Evidence of quote 2' }).click()
	await expect(placeOf(page)).toHaveText(/^2 of/)
	await page.keyboard.press('j')
	await expect(placeOf(page)).toHaveText(/^3 of/)
	await page.keyboard.press('Escape')
	await expect(project.drawer).toBeVisible()
	await expect(project.drawer.locator('#quote-3')).toBeFocused()
	await page.keyboard.press('Escape')
	await expect(page.getByTestId('outputs-history-drawer')).toBeVisible()
	await expect(page.getByTestId('outputs-history-item')).toBeFocused()
	await page.keyboard.press('Escape')
	await expect(page.getByRole('dialog')).toHaveCount(0)
	await expect(page.getByTestId('outputs-history-button')).toBeFocused()
})

test('the focus goes to the card of the fact that is current as the evidence closes', async ({
	page,
	project,
}) => {
	await project.factCards.nth(2).getByTestId('evidence-open').click()
	await expect(placeOf(page)).toHaveText('3 of 12')
	await page.keyboard.press('j')
	await page.keyboard.press('j')
	await expect(placeOf(page)).toHaveText('5 of 12')
	await page.keyboard.press('Escape')
	await expect(project.factCards.nth(4)).toBeFocused()
	await expect(project.factCards.nth(4)).toBeInViewport()
})
