import { expect, test } from './harness/fixtures'
import { refuse } from './pages/away-database'
import { callsOf } from './pages/calls-of'

test.use({ seedRequest: { facts_count: 8 } })

test.describe('on a small screen', () => {
	test.use({ viewport: { width: 390, height: 500 } })

	test('the buttons to close and to step to neighbours stay in view beside the quote', async ({
		page,
		project,
	}) => {
		await project.factCards.nth(7).getByTestId('evidence-open').click()
		await expect(page.getByTestId('evidence-quote')).toBeInViewport()
		await expect(page.getByTestId('evidence-close')).toBeInViewport()
		await expect(page.getByRole('button', { name: 'Next fact', exact: true })).toBeInViewport()
	})

	test('a quote deep in a long text is in view', async ({ page, project }) => {
		const paragraphs = Array.from(
			{ length: 80 },
			(_, at) => `Day ${at}. ${'It rained. '.repeat(20)}`,
		)
		await project.addSource({ title: 'Weather diary', text: paragraphs.join('\n\n') })
		await page.getByTestId('source-reader-close').click()
		await page.getByRole('button', { name: 'Add fact' }).click()
		const dialog = page.getByRole('dialog', { name: 'Add a fact' })
		await dialog.getByRole('button', { name: /^Source:/ }).click()
		await page.getByRole('menuitemradio', { name: 'Weather diary' }).click()
		await dialog.getByLabel('Claim').fill('It rained on day 61')
		await dialog.getByLabel('Quote').fill('Day 61. It rained.')
		await dialog.getByRole('button', { name: 'Add fact' }).click()
		const card = project.factCards.filter({ hasText: 'It rained on day 61' })
		await card.getByTestId('evidence-open').click()
		await expect(page.getByTestId('evidence-quote')).toBeInViewport({ ratio: 1 })
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
	await expect(panel.getByTestId('evidence-place')).toHaveText('6 of 8')

	const next = panel.getByRole('button', { name: 'Next fact' })
	await next.click()
	await expect(panel.getByTestId('evidence-fact-text')).toHaveText(
		'Ponds cool by day and warm by night',
	)
	await expect(next).toBeFocused()
	await expect(panel.getByTestId('evidence-quote')).toBeInViewport()
	await panel.getByRole('button', { name: 'Previous fact' }).click()
	await expect(panel.getByTestId('evidence-fact-text')).toHaveText(
		'Night heat is the deadlier half',
	)
	await expect(panel.getByTestId('evidence-close')).toBeInViewport()
	await panel.getByTestId('evidence-close').click()
	await expect(panel).toBeHidden()
})

test('a fact is reviewed beside its evidence, by button and by key, with undo', async ({
	page,
	project,
}) => {
	const card = project.factCards.nth(0)
	await expect(card.getByText('Approved')).toBeVisible()
	await card.getByTestId('evidence-open').click()
	const panel = page.getByTestId('evidence-panel')
	await expect(panel.getByTestId('evidence-quote')).toBeInViewport()
	await panel.getByRole('button', { name: 'Flag' }).click()
	await expect(panel.getByRole('button', { name: 'Flag' })).toHaveAttribute('aria-pressed', 'true')
	await expect(panel.getByText('Flagged')).toBeVisible()
	await page.keyboard.press('r')
	await expect(panel.getByText('Rejected')).toBeVisible()
	await page.keyboard.press('u')
	await expect(panel.getByText('Flagged')).toBeVisible()
	const claim = await panel.getByTestId('evidence-fact-text').textContent()
	await page.keyboard.press('j')
	await expect(panel.getByTestId('evidence-fact-text')).not.toHaveText(claim ?? '')
	await expect(panel.getByText('Approved')).toBeVisible()
	await page.keyboard.press('f')
	await expect(panel.getByText('Flagged')).toBeVisible()
	await page.keyboard.press('k')
	await expect(panel.getByTestId('evidence-fact-text')).toHaveText(claim ?? '')
	await page.keyboard.press('Escape')
	await expect(card.getByText('Flagged')).toBeVisible()
	await project.open()
	await expect(card.getByText('Flagged')).toBeVisible()
})

test('a decision beside the evidence that is refused is taken back', async ({ page, project }) => {
	await project.factCards.nth(0).getByTestId('evidence-open').click()
	const panel = page.getByTestId('evidence-panel')
	await expect(panel.getByText('Approved')).toBeVisible()
	await page.route(callsOf('fact.change'), (route) => route.abort())
	await panel.getByRole('button', { name: 'Flag' }).click()
	await expect(page.getByText('Nothing was changed.').first()).toBeVisible()
	await expect(panel.getByText('Approved')).toBeVisible()
})

test('a quote is copied with its citation', async ({ page, context, project }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await project.factCards.first().getByTestId('evidence-open').click()
	await page.getByRole('button', { name: 'Copy quote with citation' }).click()
	await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1)
	const copied = await page.evaluate(() => navigator.clipboard.readText())
	expect(copied).toMatch(
		/^“On still summer .* street\.” \(Heat in the city, https:\/\/example\.com\/heat-in-the-city\)$/,
	)
})

test('a press counts although the source arrives before its release, and the quote comes into view after it', async ({
	page,
	context,
	project,
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	let arrive = () => {}
	const arrival = new Promise<void>((resolve) => {
		arrive = resolve
	})
	await page.route(callsOf('source.get'), async (route) => {
		await arrival
		await route.continue()
	})
	await page.setViewportSize({ width: 1280, height: 360 })
	await project.factCards.nth(7).getByTestId('evidence-open').click()
	await page.getByRole('button', { name: 'Copy quote with citation' }).hover()
	await page.mouse.down()
	arrive()
	await expect(page.getByTestId('evidence-quote')).toBeAttached()
	await page.evaluate(
		() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
	)
	await page.mouse.up()
	await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1)
	await expect(page.getByTestId('evidence-quote')).toBeInViewport({ ratio: 1 })
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
	await page.route(callsOf('source.evidence'), refuse('INTERNAL_SERVER_ERROR'), { times: 1 })
	await project.factCards.first().getByTestId('evidence-open').click()
	const panel = page.getByTestId('evidence-panel')
	await expect(panel.getByRole('alert')).toContainText('The server failed to answer')
	await panel.getByRole('button', { name: 'Try again' }).click()
	await expect(panel.getByTestId('evidence-quote')).toBeVisible()
})
