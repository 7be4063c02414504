import { expect, test } from './harness/fixtures'
import { findings } from './pages/findings'

test.use({
	seedRequest: { scenario: 'review', facts_count: 6 },
	contextOptions: { reducedMotion: 'reduce' },
})

// Each test asks axe several times, which takes seconds on a busy machine.
test.describe.configure({ timeout: 90_000 })

for (const colorScheme of ['light', 'dark'] as const)
	test.describe(colorScheme, () => {
		test.use({ colorScheme })

		test('the selected facts alone, some of them out of sight, and what is done with them', async ({
			page,
			project,
		}) => {
			await project.selectFacts(3)
			await page.getByTestId('facts-filter-selected').click()
			await expect(project.factCards).toHaveCount(3)
			expect(await findings(page)).toEqual([])
			await page.getByTestId('facts-filter-selected').click()
			await page.getByTestId('facts-filter-flagged').click()
			await expect(page.getByTestId('selection-bar')).toContainText('not in this view')
			expect(await findings(page)).toEqual([])
			await page.getByTestId('bulk-more').click()
			await expect(page.getByRole('menu')).toBeVisible()
			expect(await findings(page)).toEqual([])
		})

		test('a source that was begun before, and the review of a source', async ({
			page,
			project,
		}) => {
			await expect(project.factCards).toHaveCount(6)
			await page.getByRole('button', { name: 'Add source' }).click()
			await page.getByRole('dialog').getByLabel('Title').fill('Lakes')
			await page.keyboard.press('Escape')
			await page.getByRole('button', { name: 'Add source' }).click()
			await expect(page.getByText('You began this before.')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.keyboard.press('Escape')
			await page.getByTestId('source-open').click()
			await page.getByRole('button', { name: /^Review \d facts?$/ }).click()
			await expect(page.getByTestId('evidence-panel')).toBeVisible()
			expect(await findings(page)).toEqual([])
		})

		test('the evidence of a fact that was deleted since', async ({
			page,
			project,
			client,
			seed,
		}) => {
			await project.selectFacts(1)
			const [factId] = await project.factIds()
			await project.generate()
			await page.getByTestId('trust-include').click()
			await expect(project.drawer).toBeVisible()
			const set = { removed: true }
			await client.fact.change.mutate({
				projectId: seed.project_id,
				changes: [{ factIds: [String(factId)], set }],
			})
			await page.getByRole('button', { name: 'Evidence of quote 1' }).click()
			await expect(page.getByText('Deleted', { exact: true })).toBeVisible()
			expect(await findings(page)).toEqual([])
		})
	})
