import { expect, test } from './harness/fixtures'
import type { ProjectPage } from './pages/project-page'

test.use({ seedRequest: { scenario: 'review', facts_count: 24 } })

/** Where the controls over the facts stand, and the list below them. */
const placesIn = (page: ProjectPage['page']) =>
	page.evaluate(() => {
		const names = [
			...['facts-sort-trigger', 'facts-group-trigger', 'facts-search-input', 'facts-list'],
			...['facts-filter-pending', 'facts-filter-pinned', 'facts-filter-selected'],
			...['facts-select-all', 'facts-export-open', 'facts-import-open'],
		]
		return names.map((name) => {
			const element = document.querySelector(`[data-testid=${name}]`)
			const { x, y } = element?.getBoundingClientRect() ?? {}
			// On a narrow screen the chips are a row that is pushed aside.
			const aside = element?.closest('fieldset')?.scrollLeft ?? 0
			return { name, x: x && Math.round(x + aside), y: y && Math.round(y + scrollY) }
		})
	})

for (const width of [1440, 390])
	test(`nothing over the facts moves with what is chosen there, ${width} wide`, async ({
		page,
		project,
		client,
		seed,
	}) => {
		await page.setViewportSize({ width, height: 900 })
		await expect(page.getByTestId('facts-filter-pending')).toContainText('5')
		const places = await placesIn(page)
		expect(places.every(({ x }) => x !== undefined)).toBe(true)
		const nothingMoved = async (after: string) =>
			expect(
				(await placesIn(page)).filter(({ name }) => name !== 'facts-select-all'),
				after,
			).toEqual(places.filter(({ name }) => name !== 'facts-select-all'))
		await project.selectFacts(3)
		await nothingMoved('facts are selected')
		await page.getByTestId('facts-filter-selected').click()
		await expect(project.factCards).toHaveCount(3)
		await nothingMoved('only the selected ones are shown')
		await page.getByTestId('facts-filter-selected').click()
		await page.getByTestId('facts-filter-flagged').click()
		await expect(page.getByText('5 facts in this view')).toBeVisible()
		await nothingMoved('a filter is on')
		await project.search('the')
		await expect(page.getByText(/facts? with “the”/)).toBeVisible()
		await nothingMoved('a search is on')
		const [factId = ''] = await project.factIds()
		await client.fact.change.mutate({
			projectId: seed.project_id,
			changes: [{ factIds: [String(factId)], set: { addTag: 'roofs' } }],
		})
		await project.search('roofs')
		await expect(page.getByText('1 fact with “roofs”')).toBeVisible()
		await nothingMoved('a fact was decided')
	})

test('the selected facts are shown alone; one that is taken out stays until the view changes', async ({
	page,
	project,
}) => {
	const chip = page.getByTestId('facts-filter-selected')
	await expect(chip).toHaveAttribute('aria-disabled', 'true')
	await expect(project.factCards).toHaveCount(24)
	const all = await project.factIds()
	for (const index of [1, 4, 20])
		await project.factCards.nth(index).getByTestId('fact-select-button').click()
	await expect(chip).toHaveText('Selected3')
	await chip.click()
	await expect(chip).toHaveAttribute('aria-pressed', 'true')
	await expect(page.getByText('3 facts that were selected')).toBeVisible()
	expect(await project.factIds()).toEqual([all[1], all[4], all[20]])

	await project.factCards.nth(1).getByTestId('fact-select-button').click()
	await expect(page.getByTestId('selection-bar')).toContainText('2 facts selected')
	await expect(project.factCards).toHaveCount(3)
	await page.getByTestId('facts-invert-selection').click()
	await expect(page.getByTestId('selection-bar')).toContainText('1 fact selected')
	await page.getByTestId('facts-select-all').click()
	await expect(page.getByTestId('selection-bar')).toContainText('3 facts selected')

	await project.factCards.nth(0).getByTestId('fact-select-button').click()
	await project.sortBy('newest')
	await expect(project.factCards).toHaveCount(2)
	expect(await project.factIds()).not.toContain(all[1])
	await project.search('nothing has these words')
	await expect(page.getByText('No selected fact is in this view')).toBeVisible()
	await page.getByRole('button', { name: 'Show all facts' }).click()
	await expect(project.factCards).toHaveCount(24)
	await expect(chip).toHaveAttribute('aria-pressed', 'false')
})

test('the address does not promise the selected facts, which only this tab knows', async ({
	page,
	project,
}) => {
	await project.selectFacts(2)
	const address = page.url()
	await page.getByTestId('facts-filter-selected').click()
	await expect(project.factCards).toHaveCount(2)
	expect(page.url()).toBe(address)
	await page.reload()
	await expect(project.factCards).toHaveCount(24)
	await expect(page.getByTestId('facts-filter-selected')).toHaveText('Selected2')
})

test('the queue of the selected facts goes through them alone', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(24)
	const all = await project.factIds()
	for (const index of [2, 5])
		await project.factCards.nth(index).getByTestId('fact-select-button').click()
	await page.getByTestId('facts-filter-selected').click()
	await expect(project.factCards).toHaveCount(2)
	await project.factCards.first().getByTestId('evidence-open').click()
	await expect(page.getByTestId('evidence-panel')).toContainText('1 of 2')
	expect(await project.factIds()).toEqual([all[2], all[5]])
})

test.describe('where the list is longer than its first page', () => {
	test.use({ seedRequest: { scenario: 'review', facts_count: 300 } })

	test('the selected facts are those of the whole view', async ({ page, project }) => {
		await expect(project.factCards.first()).toBeVisible()
		await project.selectFacts(2)
		await project.factCards.first().focus()
		await page.keyboard.press('End')
		const last = page.locator('[data-testid=fact-card][aria-posinset="300"]')
		await expect(last).toBeFocused()
		await page.keyboard.press('x')
		await page.getByTestId('facts-filter-selected').click()
		await expect(project.factCards).toHaveCount(3)
		await page.reload()
		await page.getByTestId('facts-filter-selected').click()
		await expect(project.factCards).toHaveCount(3)
	})
})

test.describe('the bar of the selection', () => {
	for (const width of [1440, 700])
		test(`is one line high, ${width} wide`, async ({ page, project }) => {
			await page.setViewportSize({ width, height: 900 })
			await project.selectFacts(3)
			const box = await page.getByTestId('selection-bar').boundingBox()
			expect(box?.height).toBeLessThanOrEqual(44)
		})

	test('offers what has no button of its own by keyboard, and the focus comes back', async ({
		page,
		project,
	}) => {
		await project.selectFacts(3)
		const more = page.getByTestId('bulk-more')
		await more.focus()
		await page.keyboard.press('Enter')
		await expect(page.getByRole('menuitem', { name: 'Approve' })).toBeFocused()
		await page.keyboard.press('Escape')
		await expect(more).toBeFocused()
		await page.keyboard.press('ArrowDown')
		await page.keyboard.press('r')
		await expect(page.getByRole('menuitem', { name: 'Reject' })).toBeFocused()
		await page.keyboard.press('Enter')
		await expect(page.getByText(/^\d facts: Rejected\.$/)).toBeVisible()
		await expect(more).toBeFocused()
		await page.keyboard.press('Enter')
		await expect(page.getByRole('menuitem', { name: 'Approve' })).toBeFocused()
		await page.keyboard.press('t')
		await expect(page.getByRole('menuitem', { name: 'Tag…' })).toBeFocused()
		await page.keyboard.press('Enter')
		await expect(page.getByTestId('bulk-tag-input')).toBeFocused()
		await page.keyboard.press('Escape')
		await expect(more).toBeFocused()
		await page.keyboard.press('Enter')
		await expect(page.getByRole('menuitem', { name: 'Approve' })).toBeFocused()
		await page.keyboard.press('End')
		await expect(page.getByRole('menuitem', { name: 'Remove 3 facts' })).toBeFocused()
		await page.keyboard.press('Enter')
		await expect(project.factCards).toHaveCount(21)
		await expect(page.getByRole('heading', { name: 'Facts', exact: true })).toBeFocused()
	})

	test.describe('near the number of facts that a text takes', () => {
		test.use({ seedRequest: { scenario: 'review', facts_count: 420 } })

		test('tells that number', async ({ page, project }) => {
			await expect(project.factCards.first()).toBeVisible()
			await page.getByTestId('facts-select-all').click()
			await expect(page.getByTestId('selection-bar')).toContainText(
				'420 facts selected of at most 500',
			)
		})
	})
})
