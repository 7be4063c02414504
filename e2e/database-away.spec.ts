import { callsOf } from './calls-of'
import { expect, test } from './fixtures'
import type { ProjectPage } from './project-page'
import { databaseAway, refuse } from './refuse'

type Page = ProjectPage['page']

test.use({ seedRequest: { scenario: 'review', facts_count: 6 } })

/** Lets every call of the page be answered as while the database is away, until it is back. */
async function takeAway(page: Page, answer = refuse('SERVICE_UNAVAILABLE')) {
	const writes: string[] = []
	await page.route('**/api/trpc/**', (route) => {
		if (route.request().method() === 'POST') writes.push(new URL(route.request().url()).pathname)
		return answer(route)
	})
	return { writes, comesBack: () => page.unroute('**/api/trpc/**') }
}

const noticeIn = (page: Page) => page.getByTestId('away-notice')
const alertsIn = (page: Page) => page.getByRole('main').getByRole('alert')
const waitsForDatabase = /^The database does not answer.*goes on by itself/

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
		await expect(alertsIn(page)).toHaveCount(0)
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
	await database.comesBack()
	await expect(page.getByText('No fact holds these words')).toBeVisible()
	await expect(noticeIn(page)).toBeEmpty()
})

test('decisions that are refused meanwhile are all taken back at once, told once, and sent once', async ({
	page,
	project,
}) => {
	const badges = page.getByTestId('fact-status-badge')
	await expect(badges).toHaveCount(6)
	const before = await badges.allTextContents()
	const database = await takeAway(page)
	const messages = page.getByRole('region', { name: /Messages/ })
	const first = project.factCards.first()
	await page.evaluate(() => {
		for (const verdict of ['fact-approve', 'fact-flag', 'fact-reject'])
			document.querySelector<HTMLElement>(`[data-testid="${verdict}"]`)?.click()
	})
	await expect(messages.getByText(`Nothing was changed. ${databaseAway}`)).toHaveCount(1)
	await expect(noticeIn(page)).toHaveText(waitsForDatabase)
	await expect(badges).toHaveText(before)
	await expect.poll(() => database.writes).toEqual(Array(3).fill('/api/trpc/fact.change'))
	await expect(alertsIn(page)).toHaveCount(0)
	await database.comesBack()
	await expect(noticeIn(page)).toBeEmpty()
	await first.getByTestId('fact-flag').click()
	await expect(first.getByTestId('fact-status-badge')).toHaveText('Flagged')
	expect(database.writes).toHaveLength(3)
})

test('facts that could not be removed are there again, and still selected', async ({
	page,
	project,
}) => {
	await project.selectFacts(2)
	await takeAway(page)
	await page.getByTestId('bulk-remove').click()
	await expect(page.getByTestId('selection-bar')).toContainText('2 facts selected')
	await project.factCards
		.first()
		.getByRole('button', { name: /^Remove/ })
		.click()
	await expect(page.getByTestId('selection-bar')).toContainText('2 facts selected')
	await expect(project.factCards).toHaveCount(6)
})

test('a title that was not saved stays as it was typed, and can be saved later', async ({
	page,
	project,
}) => {
	await page.getByTestId('project-title').click()
	await page.getByTestId('project-title-input').fill('Lakes and rivers')
	const database = await takeAway(page)
	await page.keyboard.press('Enter')
	await expect(page.getByTestId('project-title-error')).toContainText(databaseAway)
	await expect(alertsIn(page)).toHaveCount(1)
	await database.comesBack()
	await expect(page.getByTestId('project-title-input')).toHaveValue('Lakes and rivers')
	expect(database.writes).toEqual(['/api/trpc/project.rename'])
	await page.getByRole('button', { name: 'Save' }).click()
	await expect(project.page.getByRole('heading', { level: 1 })).toHaveText('Lakes and rivers')
})

test('a text that could not be written is told once, keeps the selection, and still asks first', async ({
	page,
	project,
}) => {
	await project.selectFacts(3)
	const database = await takeAway(page)
	await project.generate()
	await expect(project.errorBanner).toContainText(databaseAway)
	await expect(alertsIn(page)).toHaveCount(1)
	await expect(page.getByTestId('selection-bar')).toContainText('3 facts selected')
	await database.comesBack()
	await project.retry()
	await page.getByTestId('trust-include').click()
	await expect(project.drawerContent).toBeVisible()
	expect(database.writes).toEqual([])
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
