import { expect, test } from './harness/fixtures'
import { refuse } from './pages/away-database'
import { callsOf } from './pages/calls-of'
import { holdCalls } from './pages/hold-calls'
import type { ProjectPage } from './pages/project-page'

type Page = ProjectPage['page']

test.use({ seedRequest: { scenario: 'review', facts_count: 10_000 } })

const cardAt = (page: Page, position: number) =>
	page.locator(`[data-testid="fact-card"][aria-posinset="${position}"]`)

/** Drags the scroll bar to a part of the way through the list, in one step. */
function dragTo(page: Page, part: number): Promise<void> {
	return page.getByTestId('facts-list').evaluate((list, part) => {
		const { top, height } = list.getBoundingClientRect()
		window.scrollTo(0, window.scrollY + top + height * part)
	}, part)
}

/** The places of the facts whose cards are in the document, in the order of the page. */
function placesShown(page: Page): Promise<{ id: string | null; place: number }[]> {
	return page.getByTestId('fact-card').evaluateAll((cards) =>
		cards
			.map((card) => ({
				id: card.getAttribute('data-fact-id'),
				place: Number(card.getAttribute('aria-posinset')),
				top: card.getBoundingClientRect().top,
			}))
			.toSorted((one, other) => one.top - other.top)
			.map(({ id, place }) => ({ id, place })),
	)
}

test('has the height of all its facts from the first answer on', async ({ page, seed }) => {
	// The order is what the page asks for next.
	await page.route(callsOf('fact.order'), () => {}, { times: 1 })
	await page.goto(`/project/${seed.project_id}`)
	await expect(cardAt(page, 1)).toBeVisible()
	const height = await page.getByTestId('facts-list').evaluate((list) => list.clientHeight)
	expect(height).toBeGreaterThan(10_000 * 60)
})

test('shows any part of itself at once, in the order of the view', async ({
	page,
	project,
	client,
	seed,
}) => {
	await expect(project.factCards.first()).toBeVisible()
	const { groups } = await client.fact.order.query({ projectId: seed.project_id })
	const ids = groups.flatMap((group) => group.ids)
	for (const part of [0.9, 0.2, 0.999, 0.5]) {
		await dragTo(page, part)
		await expect(async () => {
			const shown = await placesShown(page)
			const places = shown.map(({ place }) => place)
			expect(places).toContain(Math.round(10_000 * part))
			expect(places).toEqual(places.toSorted((one, other) => one - other))
			expect(shown.map(({ id }) => id)).toEqual(places.map((place) => ids[place - 1]))
		}).toPass()
		expect(await project.factCards.count()).toBeLessThan(100)
	}
})

test('asks for few of the facts that a fast scroll passes', async ({ page, project }) => {
	await expect(project.factCards.first()).toBeVisible()
	let asked = 0
	page.on('request', (request) => {
		asked +=
			decodeURIComponent(request.url())
				.match(/"factIds":\[[^\]]*/)?.[0]
				.split(',').length ?? 0
	})
	await page.getByTestId('facts-list').evaluate(async (list) => {
		for (let step = 0; step < 60; step += 1) {
			window.scrollBy(0, list.clientHeight / 70)
			await new Promise((resolve) => requestAnimationFrame(resolve))
		}
	})
	await expect(cardAt(page, 8_571)).toBeVisible()
	expect(asked).toBeLessThan(2_500)
})

test('a decision on facts of a view neither skips nor repeats one of those that follow', async ({
	page,
	project,
	client,
	seed,
}) => {
	const view = { projectId: seed.project_id, statuses: ['pending' as const] }
	// What the page reads after the change of another client lacks the facts of that change.
	const ordered = page.waitForResponse(
		(response) => callsOf('fact.order').test(response.url()) && response.url().includes('pending'),
	)
	await page.getByTestId('facts-filter-pending').click()
	await (await ordered).finished()
	await expect(project.factCards.nth(1)).toHaveAttribute('aria-setsize', /^2,?\d{3}$/)
	const { groups } = await client.fact.order.query(view)
	const ids = groups.flatMap((group) => group.ids)
	for (let decided = 0; decided < 3; decided += 1) {
		await page.keyboard.press('j')
		await page.keyboard.press('a')
	}
	const factIds = ids.slice(3, 120)
	await client.fact.change.mutate({
		projectId: seed.project_id,
		changes: [{ factIds, set: { status: 'rejected' } }],
	})
	await dragTo(page, 0.5)
	const middle = Math.round(ids.length / 2)
	await expect(cardAt(page, middle)).toHaveAttribute('data-fact-id', ids[middle - 1] ?? '')
	await dragTo(page, 1)
	await expect(cardAt(page, ids.length)).toHaveAttribute('data-fact-id', ids.at(-1) ?? '')
})

test('what is read stays in place when facts above it are removed and come back', async ({
	page,
	project,
}) => {
	await project.selectFacts(3)
	await dragTo(page, 0.4)
	const card = cardAt(page, 4_005)
	await expect(card).toBeVisible()
	const id = await card.getAttribute('data-fact-id')
	const same = page.locator(`[data-fact-id="${id}"]`)
	const topOf = () => same.evaluate((element) => Math.round(element.getBoundingClientRect().top))
	const before = await topOf()
	await project.bulk('remove')
	await expect(same).toHaveAttribute('aria-posinset', '4002')
	expect(Math.abs((await topOf()) - before)).toBeLessThanOrEqual(1)
	await project.undo()
	await expect(same).toHaveAttribute('aria-posinset', '4005')
	expect(Math.abs((await topOf()) - before)).toBeLessThanOrEqual(1)
})

test('the keyboard walks to the ends of the list and on through what is not loaded', async ({
	page,
	project,
}) => {
	await expect(project.factCards.first()).toBeVisible()
	await page.keyboard.press('j')
	await expect(cardAt(page, 1)).toBeFocused()
	await page.keyboard.press('End')
	await expect(cardAt(page, 10_000)).toBeFocused()
	await expect(cardAt(page, 10_000)).toBeInViewport()
	await page.keyboard.press('k')
	await expect(cardAt(page, 9_999)).toBeFocused()
	await page.keyboard.press('Home')
	await expect(cardAt(page, 1)).toBeFocused()
	await expect(cardAt(page, 1)).toBeInViewport()
	for (let step = 0; step < 150; step += 1) await page.keyboard.press('j')
	await expect(cardAt(page, 151)).toBeFocused()
	await expect(cardAt(page, 151)).toBeInViewport()
	await page.keyboard.press('f')
	await expect(cardAt(page, 151).getByTestId('fact-status-badge')).toHaveText('Flagged')
})

test('a fact on its way has its place and keeps the focus, and one that fails says so', async ({
	page,
	project,
}) => {
	await expect(project.factCards.first()).toBeVisible()
	await page.route(callsOf('fact.byIds'), refuse('INTERNAL_SERVER_ERROR'))
	await page.keyboard.press('j')
	await page.keyboard.press('End')
	const last = page.locator('[aria-posinset="10000"]')
	await expect(last).toBeFocused()
	await expect(last).toContainText('This fact could not be loaded')
	await page.unroute(callsOf('fact.byIds'))
	await last.getByRole('button', { name: 'Try again' }).click()
	await expect(last).toHaveAttribute('data-testid', 'fact-card')
	await expect(last).toBeFocused()
})

test('is grouped by source as a whole', async ({ page, client, seed }) => {
	const projectId = seed.project_id
	const { id: sourceId = '' } = await client.source.add.mutate({
		projectId,
		title: 'Field notes',
		text: 'A text of my own',
	})
	await client.fact.add.mutate({ projectId, sourceId, claim: 'A claim' })
	const { facts } = await client.fact.list.query({ projectId, limit: 1 })
	const factIds = facts.map(({ id }) => id)
	await client.fact.change.mutate({ projectId, changes: [{ factIds, set: { removed: true } }] })
	await page.goto(`/project/${projectId}?group=source`)
	const headings = page.getByTestId('facts-list').getByRole('heading')
	await expect(headings).toHaveText(['Heat in the city'])
	await dragTo(page, 1)
	await expect(headings).toHaveText(['Field notes'])
	await expect(cardAt(page, 10_000)).toContainText('A claim')
})

test('says that a key did nothing where the fact that was gone to is not known yet, or not here', async ({
	page,
	client,
	seed,
}) => {
	const releaseOrder = await holdCalls(page, 'fact.order')
	const releaseFacts = await holdCalls(page, 'fact.byIds')
	await page.goto(`/project/${seed.project_id}`)
	await cardAt(page, 1).focus()
	await page.keyboard.press('End')
	await page.keyboard.press('f')
	const told = page.getByText('The fact was not here yet: nothing was done.').first()
	await expect(told).toBeVisible()
	await page.getByRole('button', { name: 'Dismiss message' }).click()
	await expect(told).toBeHidden()
	releaseOrder()
	await expect(page.locator('[aria-posinset="10000"]')).toBeFocused()
	await page.keyboard.press('f')
	await expect(told).toBeVisible()
	releaseFacts()
	const status = cardAt(page, 10_000).getByTestId('fact-status-badge')
	await expect(status).toHaveText('Pending')
	await page.keyboard.press('f')
	await expect(status).toHaveText('Flagged')
	const { facts } = await client.fact.list.query({ projectId: seed.project_id, limit: 1 })
	expect(facts[0]?.status).toBe('pending')
})

test('stays at the fact that somebody turns to while the one that was gone to is not known yet', async ({
	page,
	seed,
}) => {
	const releaseOrder = await holdCalls(page, 'fact.order')
	await page.goto(`/project/${seed.project_id}`)
	await cardAt(page, 1).focus()
	await page.keyboard.press('End')
	await cardAt(page, 3).focus()
	const arriving = page.waitForResponse(callsOf('fact.order'))
	releaseOrder()
	await (await arriving).finished()
	for (let frame = 0; frame < 10; frame++)
		await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
	await page.keyboard.press('j')
	await expect(cardAt(page, 4)).toBeFocused()
})
