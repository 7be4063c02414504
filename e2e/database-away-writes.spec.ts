import { expect, test } from './harness/fixtures'
import { databaseAway, noticeIn, takeAway, waitsForDatabase } from './pages/away-database'
import { callsOf } from './pages/calls-of'

test.use({ seedRequest: { scenario: 'review', facts_count: 6 } })

test('decisions that are refused meanwhile are all taken back at once, reported once, and sent once', async ({
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
	await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
	await database.comesBack()
	await expect(noticeIn(page)).toBeEmpty()
	await first.getByTestId('fact-flag').click()
	await expect(first.getByTestId('fact-status-badge')).toHaveText('Flagged')
	expect(database.writes).toHaveLength(3)
})

test('an undo that is refused meanwhile is offered again', async ({ page, project }) => {
	const first = project.factCards.first()
	const badge = first.getByTestId('fact-status-badge')
	const before = await badge.innerText()
	await first.getByTestId('fact-flag').click()
	await expect(badge).toHaveText('Flagged')
	await expect(project.undoButton).toBeVisible()
	const database = await takeAway(page)
	await project.undoButton.click()
	const messages = page.getByRole('region', { name: /Messages/ })
	await expect(messages.getByText(`Nothing was changed. ${databaseAway}`)).toBeVisible()
	await expect(badge).toHaveText('Flagged')
	await database.comesBack()
	await project.undo()
	await expect(badge).toHaveText(before)
})

test('facts that could not be removed are there again, and still selected', async ({
	page,
	project,
}) => {
	await project.selectFacts(2)
	await takeAway(page)
	await project.bulk('remove')
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
	await expect(page.getByRole('main').getByRole('alert')).toHaveCount(1)
	await database.comesBack()
	await expect(page.getByTestId('project-title-input')).toHaveValue('Lakes and rivers')
	expect(database.writes).toEqual(['/api/trpc/project.rename'])
	await page.getByRole('button', { name: 'Save' }).click()
	await expect(project.page.getByRole('heading', { level: 1 })).toHaveText('Lakes and rivers')
})

test('a text that could not be written is reported once, keeps the selection, and the trust gate still asks', async ({
	page,
	project,
}) => {
	await project.selectFacts(3)
	const database = await takeAway(page)
	await project.generate()
	await expect(project.errorBanner).toContainText(databaseAway)
	await expect(page.getByRole('main').getByRole('alert')).toHaveCount(1)
	await expect(page.getByTestId('selection-bar')).toContainText('3 facts selected')
	await database.comesBack()
	await project.retry()
	await page.getByTestId('trust-include').click()
	await expect(project.drawerContent).toBeVisible()
	expect(database.writes).toEqual([])
})

test('a project that failed is made later, in the new workspace', async ({ page, seed }) => {
	await page.goto('/')
	await page.getByTestId('project-create').click()
	await page.getByLabel('Title').fill(`Lakes of ${seed.project_id}`)
	await page.getByTestId('workspace-trigger').click()
	await page.getByRole('menuitemradio', { name: 'New workspace…' }).click()
	const database = await takeAway(page)
	const created: string[] = []
	await page.route(callsOf('workspace.create'), (route) => {
		created.push(route.request().url())
		return route.continue()
	})
	const create = page.getByRole('button', { name: 'Create project' })
	await create.click()
	await expect(page.getByRole('dialog').getByRole('alert')).toContainText(databaseAway)
	await database.comesBack()
	await create.click()
	await expect(page.getByText('Begin with a text')).toBeVisible()
	expect(created).toHaveLength(1)
})
