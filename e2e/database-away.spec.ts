import { expect, test } from './harness/fixtures'
import { noticeIn, takeAway, waitsForDatabase } from './pages/away-database'
import { callsOf } from './pages/calls-of'

const bottomOf = (box: { y: number; height: number } | null) => (box ? box.y + box.height : 0)

test.use({ seedRequest: { scenario: 'review', facts_count: 6 } })

test('a page that opens while the database is away says so once, and goes on by itself', async ({
	page,
	seed,
}) => {
	const pages: [address: string, content: string][] = [
		['/', 'Seeded research'],
		[`/project/${seed.project_id}`, 'Select facts to write a text from them.'],
		[`/output/${seed.source_id}`, 'There is no text at this address'],
	]
	for (const [address, content] of pages) {
		const database = await takeAway(page)
		await page.goto(address)
		await page.evaluate(() => document.body.classList.add('not-loaded-again'))
		await expect(noticeIn(page)).toHaveText(waitsForDatabase)
		await page.waitForResponse('**/api/trpc/**')
		await expect(page.getByText('does not answer')).toHaveCount(1)
		await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
		await database.comesBack()
		await expect(page.getByText(content).first()).toBeVisible()
		await expect(noticeIn(page)).toBeEmpty()
		await expect(page.locator('.not-loaded-again')).toHaveCount(1)
	}
})

test('a project that is open keeps what it shows, and a search goes on by itself', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(6)
	const database = await takeAway(page)
	await project.search('lake')
	await expect(noticeIn(page)).toHaveText(waitsForDatabase)
	await expect(project.factCards).toHaveCount(6)
	await expect(page.getByText('facts with “lake”')).toBeHidden()
	await database.comesBack()
	await expect(page.getByText('No fact holds these words')).toBeVisible()
	await expect(noticeIn(page)).toBeEmpty()
})

test('a server that is away, or a proxy that says so, is waited for too', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(6)
	await page.route(callsOf('output.list'), (route) => route.abort(), { times: 1 })
	await page.route(
		callsOf('output.list'),
		(route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway' }),
		{ times: 1 },
	)
	await page.getByTestId('outputs-history-button').click()
	await expect(noticeIn(page)).toHaveText(/^The server does not answer.*goes on by itself/)
	await expect(page.getByText('Nothing written yet')).toBeVisible()
	await expect(noticeIn(page)).toBeEmpty()
})

test('the notice moves nothing and covers no control', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(6)
	const database = await takeAway(page)
	for (const width of [1440, 390]) {
		await page.setViewportSize({ width, height: 844 })
		const title = page.getByRole('heading', { level: 1 })
		const before = await title.boundingBox()
		await page.getByTestId('outputs-history-button').click()
		await expect(noticeIn(page)).toHaveText(waitsForDatabase)
		const notice = await noticeIn(page).locator('p').boundingBox()
		const closeButton = await page.getByTestId('outputs-history-close').boundingBox()
		expect(bottomOf(closeButton)).toBeLessThanOrEqual(notice?.y ?? 0)
		await page.keyboard.press('Escape')
		expect(await title.boundingBox()).toEqual(before)
		expect(bottomOf(notice)).toBeLessThanOrEqual(before?.y ?? 0)
	}
	await database.comesBack()
})
