import { expect, test } from './harness/fixtures'
import { claimOf, panelOf, placeOf } from './pages/review-queue'

type Page = Parameters<typeof panelOf>[0]

test.use({ viewport: { width: 1440, height: 800 } })

const cardAt = (page: Page, position: number) =>
	page.locator(`[data-testid="fact-card"][aria-posinset="${position}"]`)
const currentIn = (page: Page) => page.locator('[data-current="true"]')
const scrolled = (page: Page) => page.evaluate(() => window.scrollY)

for (const count of [60, 10_000])
	test.describe(`of ${count} facts`, () => {
		test.use({ seedRequest: { facts_count: count } })

		test('the list marks the fact whose evidence is shown, and goes along with it where it is out of sight', async ({
			page,
			project,
		}) => {
			await expect(project.factCards.first()).toBeVisible()
			await cardAt(page, 1).getByTestId('evidence-open').click()
			await expect(placeOf(page)).toHaveText(`1 of ${count}`)
			const next = panelOf(page).getByRole('button', { name: 'Next fact' })
			const top = await scrolled(page)
			await next.click()
			await expect(cardAt(page, 2)).toHaveAttribute('data-current', 'true')
			await expect(currentIn(page)).toHaveCount(1)
			expect(await scrolled(page)).toBe(top)

			for (let place = 3; place <= 20; place += 1) {
				await next.click()
				await expect(placeOf(page)).toHaveText(`${place} of ${count}`)
			}
			await expect(cardAt(page, 20)).toHaveAttribute('data-current', 'true')
			await expect(cardAt(page, 20)).toBeInViewport({ ratio: 1 })
			await expect(next).toBeFocused()

			await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
			await expect(cardAt(page, count)).toBeInViewport()
			await next.click()
			await expect(cardAt(page, 21)).toHaveAttribute('data-current', 'true')
			await expect(cardAt(page, 21)).toBeInViewport({ ratio: 1 })
			await expect(currentIn(page)).toHaveCount(1)
			await expect(next).toBeFocused()
		})
	})

test.describe('with a selection', () => {
	test.use({ seedRequest: { facts_count: 60 } })

	test('the list goes along above the bar of the selection', async ({ page, project }) => {
		await project.selectFacts(1)
		await cardAt(page, 1).getByTestId('evidence-open').click()
		const next = panelOf(page).getByRole('button', { name: 'Next fact' })
		const bar = page.getByTestId('selection-bar')
		for (let place = 2; place <= 15; place += 1) {
			await next.click()
			await expect(cardAt(page, place)).toHaveAttribute('data-current', 'true')
			await expect(async () => {
				const card = await cardAt(page, place).boundingBox()
				const above = await bar.boundingBox()
				expect((card?.y ?? 0) + (card?.height ?? 0)).toBeLessThanOrEqual(above?.y ?? 0)
			}).toPass()
		}
	})
})

test.describe('of a view without the fact', () => {
	test.use({ seedRequest: { facts_count: 12 } })

	test('the list stays as it is', async ({ page, project }) => {
		await expect(project.factCards).toHaveCount(12)
		await project.factCards.nth(5).getByTestId('evidence-open').click()
		const before = await claimOf(page).innerText()
		await project.search('roofs')
		await expect(project.factCards).not.toHaveCount(12)
		const top = await scrolled(page)
		await panelOf(page).getByRole('button', { name: 'Next fact' }).click()
		await expect(claimOf(page)).not.toHaveText(before)
		await expect(panelOf(page).getByTestId('evidence-quote')).toBeInViewport()
		await expect(currentIn(page)).toHaveCount(0)
		expect(await scrolled(page)).toBe(top)
	})
})
