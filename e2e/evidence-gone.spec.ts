import { expect, test } from './harness/fixtures'
import { panelOf, statusOf } from './pages/review-queue'

type Page = Parameters<typeof panelOf>[0]

const gone = 'This fact has been deleted since'

/** Expects the evidence to say that its fact is deleted, and to offer nothing that needs the fact. */
async function expectGone(page: Page, factId: string) {
	const panel = panelOf(page)
	await expect(statusOf(page)).toHaveText('Deleted')
	await expect(panel).toContainText(gone)
	await expect(panel.getByTestId('fact-approve')).toHaveCount(0)
	await expect(panel.getByTestId('evidence-choose-quote')).toHaveCount(0)
	await expect(panel.getByTestId('evidence-take-quote-back')).toHaveCount(0)
	await page.keyboard.press('r')
	await expect(panel).toContainText('The fact is deleted: nothing is decided.')
	await expect(statusOf(page)).toHaveText('Deleted')
	await expect(page.locator('body')).not.toContainText(factId)
}

for (const what of ['fact', 'source'] as const)
	test(`the evidence of a citation that was seen before its ${what} was deleted says so, and offers only what works`, async ({
		page,
		project,
		client,
		seed,
	}) => {
		await project.selectFacts(1)
		await project.generate()
		const factId = (await project.factIds())[0] ?? ''
		await page.getByRole('button', { name: 'Evidence of quote 1' }).click()
		await expect(statusOf(page)).toHaveText('Approved')
		await page.getByTestId('evidence-back-to-output').click()
		if (what === 'fact') {
			const changes = [{ factIds: [factId], set: { removed: true } }]
			await client.fact.change.mutate({ projectId: seed.project_id, changes })
		} else {
			await project.closeDrawer()
			await page.getByTestId('source-open').click()
			await page.getByRole('button', { name: /^Delete “/ }).click()
			await expect(project.factCards).toHaveCount(0)
			await project.lastOutputButton.click()
		}
		await page.getByRole('button', { name: 'Evidence of quote 1' }).click()
		await expectGone(page, factId)
		await expect(
			panelOf(page).getByRole('button', { name: 'Copy quote with citation' }),
		).toBeVisible()
	})

test.describe('beside the list', () => {
	test.use({ seedRequest: { facts_count: 1 }, viewport: { width: 1440, height: 900 } })

	test('the evidence of the only fact says that it was deleted, until it is brought back', async ({
		page,
		project,
	}) => {
		await expect(project.factCards).toHaveCount(1)
		const factId = (await project.factIds())[0] ?? ''
		await project.factCards.first().getByTestId('evidence-open').click()
		await expect(statusOf(page)).toHaveText('Approved')
		await project.factCards.first().getByTestId('fact-remove').click()
		await expect(project.factCards).toHaveCount(0)
		await page.getByRole('heading', { name: 'Evidence' }).focus()
		await expectGone(page, factId)
		await page.keyboard.press('u')
		await expect(statusOf(page)).toHaveText('Approved')
		await expect(panelOf(page)).not.toContainText(gone)
		await expect(panelOf(page).getByTestId('fact-approve')).toBeVisible()
	})
})
