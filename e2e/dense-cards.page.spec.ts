import { expect, test } from './harness/fixtures'

test.use({ seedRequest: { scenario: 'review', facts_count: 30 } })

/** How many whole facts of the seed a screen shows in the middle of the list. */
const factsOnScreen = (height: number, cards: number[]) =>
	height / (cards.reduce((sum, each) => sum + each, 0) / cards.length)

const verdicts = ['fact-approve', 'fact-needs-review', 'fact-flag', 'fact-reject', 'fact-pending']
const actions = [...verdicts, 'fact-pin-toggle']
const others = ['fact-key-claim', 'fact-edit', 'fact-annotate', 'fact-remove', 'evidence-open']

test('a wide screen shows eleven facts', async ({ page, project }) => {
	await page.setViewportSize({ width: 1440, height: 900 })
	await expect(project.factCards).toHaveCount(30)
	const heights = await project.factCards.evaluateAll((cards) =>
		cards.map((card) => card.clientHeight),
	)
	expect(factsOnScreen(900, heights)).toBeGreaterThan(11)
})

test('the buttons of a card show under the pointer and with the focus, move nothing, and can be clicked at any time', async ({
	page,
	project,
}) => {
	const card = project.factCards.nth(2)
	const buttons = card.getByRole('group')
	await expect(card).toBeVisible()
	await page.mouse.move(0, 0)
	await expect(buttons).toHaveCSS('opacity', '0')
	const places = () =>
		page.getByTestId('facts-list').evaluate((list) => {
			const { top } = list.getBoundingClientRect()
			return [...list.children].map((each) => each.getBoundingClientRect().top - top)
		})
	const before = await places()
	for (const testId of [...actions, ...others])
		await card.getByTestId(testId).click({ trial: true })
	await page.mouse.move(0, 0)
	await expect(buttons).toHaveCSS('opacity', '0')
	await card.hover()
	await expect(buttons).toHaveCSS('opacity', '1')
	expect(await places()).toEqual(before)
	await page.mouse.move(0, 0)
	await card.getByTestId('fact-select-button').focus()
	await expect(buttons).toHaveCSS('opacity', '1')
	for (const testId of [...actions, ...others]) {
		await page.keyboard.press('Tab')
		await expect(card.getByTestId(testId)).toBeFocused()
	}
	expect(await places()).toEqual(before)
})

test('a search shows the whole of a quote that is long', async ({
	page,
	project,
	client,
	seed,
}) => {
	const words = Array.from({ length: 120 }, (_, index) => `word${index}`).join(' ')
	const { project_id: projectId } = seed
	const text = `${words} zebra`
	const { id: sourceId = '' } = await client.source.add.mutate({ projectId, title: 'Long', text })
	await client.fact.add.mutate({
		...{ projectId, sourceId, claim: 'A long quote' },
		...{ quoteStart: 0, quoteEnd: text.length },
	})
	await page.reload()
	const quote = project.factCards.filter({ hasText: 'A long quote' }).getByRole('blockquote')
	const lines = () =>
		quote.evaluate((each) =>
			Math.round(each.clientHeight / Number.parseFloat(getComputedStyle(each).lineHeight)),
		)
	expect(await lines()).toBe(1)
	await project.search('zebra')
	await expect(project.factCards).toHaveCount(1)
	await expect(quote.locator('mark')).toBeInViewport()
	expect(await lines()).toBeGreaterThan(4)
})

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

	test('six facts stand on a screen, each with its buttons', async ({ project }) => {
		await expect(project.factCards).toHaveCount(30)
		const heights = await project.factCards.evaluateAll((cards) =>
			cards.map((card) => card.clientHeight),
		)
		expect(factsOnScreen(844, heights)).toBeGreaterThan(6)
		const card = project.factCards.nth(1)
		await expect(card.getByRole('group')).toHaveCSS('opacity', '1')
		for (const testId of [...actions, ...others]) {
			const box = await card.getByTestId(testId).boundingBox()
			expect(box?.height).toBeGreaterThanOrEqual(32)
			expect(box?.width).toBeGreaterThanOrEqual(30)
		}
		await card.getByRole('button', { name: 'Needs review' }).tap()
		await expect(card.getByTestId('fact-status-badge')).toHaveText('Needs review')
	})
})

test('on a phone every button of a card is on the screen', async ({ page, project }) => {
	await page.setViewportSize({ width: 390, height: 844 })
	const card = project.factCards.nth(1)
	await card.getByTestId('fact-select-button').focus()
	for (const testId of [...actions, ...others])
		await expect(card.getByTestId(testId)).toBeInViewport({ ratio: 1 })
})
