import { expect, test } from './harness/fixtures'

test.describe('a list of a few facts', () => {
	test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

	test('filters by status, pin and both', async ({ page, project }) => {
		const badges = project.factCards.getByTestId('fact-status-badge')
		await page.getByTestId('facts-filter-flagged').click()
		await expect(badges).toHaveText(['Flagged', 'Flagged'])
		await page.getByTestId('facts-filter-pending').click()
		await expect(badges).toHaveText(['Pending', 'Flagged', 'Pending', 'Flagged', 'Pending'])
		await page.getByTestId('facts-filter-pinned').click()
		await expect(project.factCards).toHaveCount(1)
		await expect(project.factCards.getByTestId('fact-pin-state')).toHaveAttribute(
			'data-pinned',
			'true',
		)
	})

	test('begins a new view at its first fact', async ({ page, project }) => {
		await expect(project.factCards).toHaveCount(12)
		for (let step = 0; step < 4; step++) await page.keyboard.press('j')
		await expect(project.factCards.nth(3)).toBeFocused()
		await page.getByTestId('facts-filter-needs-review').click()
		await expect(project.factCards).not.toHaveCount(12)
		await page.keyboard.press('j')
		await expect(project.factCards.first()).toBeFocused()
	})

	test('sorts as asked', async ({ page, project }) => {
		const badges = project.factCards.getByTestId('fact-status-badge')
		await project.sortBy('status')
		await expect(badges.first()).toHaveText('Pending')
		await expect(badges.nth(3)).toHaveText('Needs review')
		await expect(badges.last()).toHaveText('Rejected')
		await project.sortBy('confidence')
		const confidences = project.factCards.getByText(/% confidence/)
		const values = [95, 89, 88, 82, 81, 75, 74, 68, 67, 60, 53, 46]
		await expect(confidences).toHaveText(values.map((value) => `${value}% confidence`))
		await expect(page).toHaveURL(/sort=confidence/)
	})

	test('groups by source, and filters by a source', async ({ page, project, request, seed }) => {
		const { project_id: projectId } = seed
		const source = await request.post('/api/trpc/source.add', {
			data: { projectId, title: 'Field notes', text: 'A text of my own' },
		})
		const sourceId = (await source.json()).result.data.id
		await request.post('/api/trpc/fact.add', { data: { projectId, sourceId, claim: 'A claim' } })
		await page.reload()
		await page.getByTestId('facts-group-trigger').click()
		await page.getByTestId('facts-group-option-source').click()
		const list = page.getByTestId('facts-list')
		await expect(list.getByRole('heading')).toHaveText(['Heat in the city', 'Field notes'])
		await page.getByTestId('facts-filter-source').click()
		await page.getByRole('menuitemradio', { name: 'Field notes' }).click()
		await expect(project.factCards).toHaveCount(1)
		await expect(project.factCards).toContainText('A claim')
	})

	test('each filter says how many facts it would show, also after a decision, and as many are selected as the button promises', async ({
		page,
		project,
	}) => {
		const countIn = (filter: string) =>
			page.getByTestId(`facts-filter-${filter}`).getByTestId('facts-filter-count')
		await expect(countIn('pending')).toHaveText('3')
		await expect(countIn('flagged')).toHaveText('2')
		await expect(countIn('pinned')).toHaveText('3')
		await page.getByTestId('facts-filter-pending').click()
		await expect(project.factCards).toHaveCount(3)
		await project.factCards.first().getByTestId('fact-flag').click()
		await expect(countIn('pending')).toHaveText('2')
		await expect(countIn('flagged')).toHaveText('3')
		await expect(project.factCards).toHaveCount(3)
		await expect(
			page.getByText('2 facts in this view, and 1 fact that no longer fits'),
		).toBeVisible()
		await page.getByRole('button', { name: 'Select all 2 matches' }).click()
		await expect(page.getByTestId('selection-bar')).toContainText('2 facts selected')
		await project.undo()
		await expect(countIn('pending')).toHaveText('3')
	})
})

test.describe('a list of ten thousand facts', () => {
	test.use({ seedRequest: { scenario: 'review', facts_count: 10_000 } })

	test('holds few cards, scrolls on and on, and says it is full', async ({ page, project }) => {
		await expect(project.factCards.first()).toBeVisible()
		await expect(page.getByText('A view shows at most 10,000 facts')).toBeVisible()
		const list = page.getByTestId('facts-list')
		for (const position of [100, 300, 600]) {
			await expect(async () => {
				await page.mouse.wheel(0, 6_000)
				const shown = await list
					.locator('li')
					.evaluateAll((cards) => cards.map((card) => Number(card.getAttribute('aria-posinset'))))
				expect(Math.max(...shown)).toBeGreaterThan(position)
			}).toPass()
			expect(await project.factCards.count()).toBeLessThan(100)
		}
	})

	test('is selected, reviewed and taken back as a whole', async ({ page, project }) => {
		await page.getByRole('button', { name: 'Select all 10,000' }).click()
		await expect(page.getByTestId('selection-bar')).toContainText('10,000 facts selected')
		await project.bulk('flagged')
		await expect(page.getByText('7,917 facts: Flagged.', { exact: true })).toBeVisible()
		await page.getByTestId('facts-filter-approved').click()
		await expect(page.getByText('No fact is in this view')).toBeVisible()
		await expect(page.getByText('Your selection is kept')).toBeVisible()
		await project.undo()
		await page.reload()
		await expect(page.getByText('2,083 facts in this view')).toBeVisible()
	})
})
