import { expect, test } from './harness/fixtures'

test.describe('a selection of a few facts', () => {
	test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

	test('goes back to pending as a whole, and undo brings the statuses back', async ({
		page,
		project,
	}) => {
		const badges = page.getByTestId('fact-status-badge')
		await expect(project.factCards).toHaveCount(12)
		const before = await badges.allTextContents()
		expect(new Set(before.slice(0, 6)).size).toBeGreaterThan(1)
		await project.selectFacts(6)
		await project.bulk('pending')
		await expect(page.getByText(/^\d facts: Pending\.$/)).toBeVisible()
		await expect(badges).toHaveText([...Array(6).fill('Pending'), ...before.slice(6)])
		await project.undo()
		await expect(badges).toHaveText(before)
	})

	test('all matches are selected, and stay so when the view changes', async ({ page, project }) => {
		await page.getByTestId('facts-filter-flagged').click()
		await expect(project.factCards).toHaveCount(2)
		await page.getByRole('button', { name: 'Select all 2 matches' }).click()
		await expect(page.getByTestId('selection-bar')).toContainText('2 facts selected')
		await page.getByTestId('facts-filter-flagged').click()
		await expect(project.factCards).toHaveCount(12)
		await expect(project.factCards.getByRole('checkbox', { checked: true })).toHaveCount(2)
	})

	test('a selection is inverted within the view, survives a reload, and says which of its facts are gone', async ({
		page,
		project,
		request,
		seed,
	}) => {
		const checked = project.factCards.getByRole('checkbox', { checked: true })
		await expect(project.factCards).toHaveCount(12)
		await project.selectFacts(5)
		await page.getByTestId('facts-invert-selection').click()
		await expect(page.getByTestId('selection-bar')).toContainText('7 facts selected')
		await expect(checked).toHaveCount(7)
		await page.reload()
		await expect(page.getByTestId('selection-bar')).toContainText('7 facts selected')
		await expect(checked).toHaveCount(7)
		const factId = await project.factCards.last().getAttribute('data-fact-id')
		const removed = await request.post('/api/trpc/fact.change', {
			data: {
				projectId: seed.project_id,
				changes: [{ factIds: [factId], set: { removed: true } }],
			},
		})
		expect(removed.ok()).toBe(true)
		await page.reload()
		await expect(
			page.getByText('1 fact of the selection is no longer there.', { exact: true }),
		).toBeVisible()
		await expect(page.getByTestId('selection-bar')).toContainText('6 facts selected')
		await page.getByRole('button', { name: 'Clear selection' }).click()
		await page.reload()
		await expect(project.factCards).toHaveCount(11)
		await expect(page.getByTestId('selection-bar')).toBeHidden()
	})

	test('the list is narrowed to a tag, also by its address, and a tag that is gone says so', async ({
		page,
		project,
		seed,
		client,
	}) => {
		await expect(project.factCards).toHaveCount(12)
		await expect(page.getByTestId('facts-filter-tag')).toBeHidden()
		const factIds = (await project.factIds()).slice(2, 5).map(String)
		const change = (set: { addTag: string } | { removeTag: string }) =>
			client.fact.change.mutate({ projectId: seed.project_id, changes: [{ factIds, set }] })
		await change({ addTag: '気候 مناخ' })
		await page.reload()
		await page.getByTestId('facts-filter-tag').click()
		await page.getByRole('menuitemradio', { name: /気候 مناخ/ }).click()
		await expect(project.factCards).toHaveCount(3)
		await expect(page.getByText('3 facts in this view')).toBeVisible()
		await page.reload()
		await expect(project.factCards).toHaveCount(3)
		await change({ removeTag: '気候 مناخ' })
		await page.reload()
		await expect(page.getByText('No fact is in this view')).toBeVisible()
		await expect(page.getByTestId('facts-filter-tag')).toContainText('気候 مناخ')
		await page.getByRole('button', { name: 'Show all facts' }).click()
		await expect(project.factCards).toHaveCount(12)
		await expect(page.getByTestId('facts-filter-tag')).toBeHidden()
	})

	test('all selected facts are given a tag, and lose it again by undo', async ({
		page,
		project,
	}) => {
		await project.selectFacts(3)
		await project.bulk('tag')
		const field = page.getByTestId('bulk-tag-input')
		await expect(field).toBeFocused()
		await field.fill('heat, roofs')
		await page.getByTestId('bulk-tag-submit').click()
		await expect(page.getByText('Write one tag, without commas.')).toBeVisible()
		await expect(field).toHaveValue('heat, roofs')
		await field.fill('roofs')
		await page.keyboard.press('Enter')
		await expect(field).toBeHidden()
		await expect(page.getByText('3 facts: Tagged “roofs”.', { exact: true })).toBeVisible()
		await page.getByTestId('facts-filter-tag').click()
		await page.getByRole('menuitemradio', { name: 'roofs' }).click()
		await expect(project.factCards).toHaveCount(3)
		await project.undo()
		await page.reload()
		await expect(page.getByText('No fact is in this view')).toBeVisible()
	})

	test('a tag is taken from all selected facts that have it, and undo gives it back', async ({
		page,
		project,
		seed,
		client,
	}) => {
		const tags = page.getByTestId('fact-tags')
		await expect(project.factCards).toHaveCount(12)
		const factIds = (await project.factIds()).slice(0, 4).map(String)
		const changes = [{ factIds, set: { addTag: 'roofs' } }]
		await client.fact.change.mutate({ projectId: seed.project_id, changes })
		await page.reload()
		await expect(tags).toHaveText(Array(4).fill('roofs'))
		await project.selectFacts(3)
		await project.bulk('tag')
		await page.getByTestId('bulk-tag-remove').click()
		await page.getByTestId('bulk-tag-input').fill('roofs')
		await page.getByTestId('bulk-tag-submit').click()
		await expect(page.getByText('3 facts: Tag “roofs” taken away.', { exact: true })).toBeVisible()
		await expect(tags).toHaveText(['roofs'])
		await project.undo()
		await expect(tags).toHaveText(Array(4).fill('roofs'))
	})

	test('a change that all selected facts have already says so', async ({ page, project }) => {
		await page.getByTestId('facts-filter-approved').click()
		await expect(project.factCards).toHaveCount(3)
		await project.selectFacts(3)
		await project.bulk('approved')
		await expect(
			page.getByText('All 3 facts were approved already.', { exact: true }),
		).toBeVisible()
		await project.bulk('tag')
		await page.getByTestId('bulk-tag-remove').click()
		await page.getByTestId('bulk-tag-input').fill('roofs')
		await page.getByTestId('bulk-tag-submit').click()
		await expect(
			page.getByText('None of the 3 facts had the tag “roofs”.', { exact: true }),
		).toBeVisible()
	})

	test('the search says that it reads notes and tags too', async ({ page, project }) => {
		await expect(page.getByPlaceholder('Facts, notes, tags')).toBeVisible()
		await project.search('nowhere')
		await expect(page.getByText('No claim, quote, note or tag contains “nowhere”.')).toBeVisible()
	})
})

test.describe('a selection that is larger than a text takes', () => {
	test.use({ seedRequest: { scenario: 'review', facts_count: 612 } })

	test('says so beside its count, and Generate says why it does not write', async ({
		page,
		project,
	}) => {
		await expect(project.factCards.first()).toBeVisible()
		await page.getByTestId('facts-select-all').click()
		const bar = page.getByTestId('selection-bar')
		await expect(bar).toContainText('612 facts selected')
		await expect(page.getByTestId('generate-synthesis')).toHaveAccessibleDescription(
			/^A text is written from at most 500 facts\. Take 112 facts out/,
		)
	})
})
