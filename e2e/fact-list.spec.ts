import { expect, test } from './harness/fixtures'

test.describe('a list of a few facts', () => {
	test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

	test('a search finds words and parts of words, and marks them', async ({ page, project }) => {
		await expect(project.factCards).toHaveCount(12)
		await project.search('tre')
		await expect(project.factCards).toHaveCount(4)
		const marks = project.factCards.locator('mark')
		await expect(marks.first()).toHaveText(/^tre$/i)
		await expect(page.getByText('4 facts with “tre”')).toBeVisible()
		await project.search('no such words')
		await expect(page.getByText('No fact holds these words')).toBeVisible()
		await expect(page.getByText('Your selection is kept')).toBeHidden()
		await page.getByRole('button', { name: 'Show all facts' }).click()
		await expect(project.factCards).toHaveCount(12)
		await expect(page.getByTestId('facts-search-input')).toHaveValue('')
	})

	test('a search goes on, on a page that the browser has translated', async ({ page, project }) => {
		await expect(project.factCards).toHaveCount(12)
		await page.getByTestId('facts-list').evaluate((list) => {
			// As Chromium's translation does: each text node goes into elements of its own.
			const walker = document.createTreeWalker(list, NodeFilter.SHOW_TEXT)
			const texts: Node[] = []
			while (walker.nextNode()) texts.push(walker.currentNode)
			for (const text of texts) {
				const font = document.createElement('font')
				text.parentNode?.replaceChild(font, text)
				font.append(text)
			}
		})
		await project.search('street')
		await expect(project.factCards.locator('mark').first()).toHaveText(/street/i)
		await project.search('str')
		await expect(project.factCards.locator('mark').first()).toHaveText(/^str$/i)
		await project.search('')
		await expect(project.factCards).toHaveCount(12)
		await expect(project.factCards.locator('mark')).toHaveCount(0)
	})

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

	test('the view survives reload, sharing and back', async ({ context, page, project }) => {
		await expect(project.factCards).toHaveCount(12)
		await page.getByTestId('facts-filter-approved').click()
		await expect(project.factCards).toHaveCount(3)
		await project.search('ponds')
		await expect(project.factCards).toHaveCount(1)
		await project.sortBy('newest')
		await expect(page).toHaveURL(
			/status=approved.*q=ponds.*sort=newest|q=ponds.*status=approved.*sort=newest/,
		)
		await page.reload()
		await expect(project.factCards).toHaveCount(1)
		await expect(page.getByTestId('facts-search-input')).toHaveValue('ponds')
		await expect(page.getByTestId('facts-sort-trigger')).toContainText('Newest')
		const other = await context.newPage()
		await other.goto(page.url())
		await expect(other.getByTestId('fact-card')).toHaveCount(1)
		await other.close()
		await page.goBack()
		await expect(page.getByTestId('facts-sort-trigger')).toContainText('In order')
		await page.goBack()
		await expect(page.getByTestId('facts-search-input')).toHaveValue('')
		await expect(project.factCards).toHaveCount(3)
		await page.goBack()
		await expect(project.factCards).toHaveCount(12)
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

	test('each click on a filter counts, also while the address follows an earlier one', async ({
		page,
		project,
	}) => {
		await expect(project.factCards).toHaveCount(12)
		const filter = page.getByTestId('facts-filter-flagged')
		const pressed = await filter.evaluate(async (button) => {
			const channel = new MessageChannel()
			const turn = () =>
				new Promise((resolve) => {
					channel.port1.onmessage = resolve
					channel.port2.postMessage(null)
				})
			const states: (string | null)[] = []
			for (let round = 0; round < 100; round += 1)
				for (const _ of ['on', 'off']) {
					;(button as HTMLElement).click()
					for (let left = round % 10; left >= 0; left -= 1) await turn()
					states.push(button.getAttribute('aria-pressed'))
				}
			return states
		})
		expect(pressed).toEqual(Array(100).fill(['true', 'false']).flat())
		await expect(filter).toHaveAttribute('aria-pressed', 'false')
		await expect(page).not.toHaveURL(/status=/)
		await expect(project.factCards).toHaveCount(12)
	})

	test('a link leads away, also while the address follows clicks on a filter', async ({
		page,
		project,
	}) => {
		await expect(project.factCards).toHaveCount(12)
		const filter = page.getByTestId('facts-filter-flagged')
		await filter.evaluate((button) => {
			for (let clicks = 0; clicks < 5; clicks += 1) (button as HTMLElement).click()
			document.querySelector<HTMLElement>('a[href="/"]')?.click()
		})
		await expect(page.getByTestId('project-create')).toBeVisible()
		await expect(page).toHaveURL(/\/$/)
	})

	test('an address with an unknown source says so and leads on', async ({ page, project }) => {
		await expect(project.factCards).toHaveCount(12)
		await page.goto(`${page.url()}?source=00000000-0000-4000-8000-000000000000`)
		await expect(page.getByText('There is no source 00000000')).toBeVisible()
		await page.getByRole('button', { name: 'Show all facts' }).click()
		await expect(project.factCards).toHaveCount(12)
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
