import { expect, test } from './fixtures'

test.use({ seedRequest: { facts_count: 8 } })

test.describe('on a small screen', () => {
	test.use({ viewport: { width: 390, height: 500 } })

	test('the way out and to the neighbours stays in view beside the quote', async ({
		page,
		project,
	}) => {
		await project.factCards.nth(7).getByTestId('evidence-open').click()
		await expect(page.getByTestId('evidence-quote')).toBeInViewport()
		await expect(page.getByTestId('evidence-close')).toBeInViewport()
		await expect(page.getByRole('button', { name: 'Next fact of this source' })).toBeInViewport()
	})
})

test('the evidence shows the quote in its place in the text and steps to its neighbours', async ({
	page,
	project,
}) => {
	const card = project.factCards.nth(5)
	await card.getByTestId('evidence-open').click()
	const panel = page.getByTestId('evidence-panel')
	await expect(panel.getByTestId('evidence-fact-text')).toHaveText(
		'Night heat is the deadlier half',
	)
	await expect(panel.getByTestId('evidence-quote')).toHaveText(
		(await card.locator('blockquote').textContent()) ?? '',
	)
	await expect(panel.getByTestId('evidence-quote')).toBeInViewport()
	await expect(panel.getByTestId('evidence-snippet')).toContainText(
		'Heat in the city: notes from three summers',
	)
	await expect(panel.getByTestId('evidence-source-url')).toHaveAttribute(
		'href',
		'https://example.com/heat-in-the-city',
	)
	await expect(panel.getByRole('status').filter({ hasText: 'of 8' })).toHaveText('6 of 8')

	const next = panel.getByRole('button', { name: 'Next fact of this source' })
	await next.click()
	await expect(panel.getByTestId('evidence-fact-text')).toHaveText(
		'Ponds cool by day and warm by night',
	)
	await expect(next).toBeFocused()
	await expect(panel.getByTestId('evidence-quote')).toBeInViewport()
	await panel.getByRole('button', { name: 'Previous fact of this source' }).click()
	await expect(panel.getByTestId('evidence-fact-text')).toHaveText(
		'Night heat is the deadlier half',
	)
	await expect(panel.getByTestId('evidence-close')).toBeInViewport()
	await panel.getByTestId('evidence-close').click()
	await expect(panel).toBeHidden()
})

test('a quote is copied with its citation', async ({ page, context, project }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await project.factCards.first().getByTestId('evidence-open').click()
	await page.getByRole('button', { name: 'Copy quote with citation' }).click()
	await expect(page.getByText('Copied')).toBeVisible()
	const copied = await page.evaluate(() => navigator.clipboard.readText())
	expect(copied).toMatch(
		/^“On still summer .* street\.” \(Heat in the city, https:\/\/example\.com\/heat-in-the-city\)$/,
	)
})

test('where the browser forbids the clipboard, the text is there to be copied by hand', async ({
	page,
	project,
}) => {
	await project.factCards.first().getByTestId('evidence-open').click()
	await page.evaluate(() => {
		navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))
	})
	await page.getByRole('button', { name: 'Copy quote with citation' }).click()
	const field = page.getByLabel('Copy it by hand')
	await expect(field).toBeFocused()
	await expect(field).toHaveValue(/^“On still summer/)
})

test('evidence that cannot be loaded says so and can be loaded again', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(8)
	await page.route('**/api/trpc/source.evidence**', (route) => route.abort(), { times: 1 })
	await project.factCards.first().getByTestId('evidence-open').click()
	const panel = page.getByTestId('evidence-panel')
	await expect(panel.getByRole('alert')).toContainText('The server did not answer')
	await panel.getByRole('button', { name: 'Try again' }).click()
	await expect(panel.getByTestId('evidence-quote')).toBeVisible()
})
