import { expect, test } from './harness/fixtures'

test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

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
