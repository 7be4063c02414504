import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'

test('a source is renamed in place, and its facts are under the new title', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	await page.getByTestId('source-open').click()
	const reader = page.getByTestId('source-reader')
	const rename = reader.getByRole('button', { name: /^Rename “/ })
	await rename.click()
	const field = reader.getByRole('textbox', { name: 'Title of the source' })
	await expect(field).toBeFocused()
	await field.press('Escape')
	await expect(field).toBeHidden()
	await expect(rename).toBeFocused()

	await rename.click()
	await page.route(callsOf('source.rename'), (route) => route.abort(), { times: 1 })
	await field.fill('Three summers')
	await field.press('Enter')
	await expect(reader.getByRole('alert')).toContainText('The name was not changed')
	await field.press('Enter')
	await expect(reader.getByRole('heading', { name: 'Three summers' })).toBeVisible()
	await expect(rename).toBeFocused()
	await page.getByTestId('source-reader-close').click()
	await expect(page.getByTestId('source-open')).toHaveText('Three summers')
	await expect(project.factCards.first()).toContainText('Three summers')
})

test.describe('on a small screen', () => {
	test.use({ viewport: { width: 390, height: 700 } })

	test('a long title does not widen the page', async ({ page, project, request, seed }) => {
		const sourceId = seed.source_id
		const title =
			'What the old people of the valley remember of the winter of the long ice '.repeat(2)
		await request.post('/api/trpc/source.rename', {
			data: { projectId: seed.project_id, sourceId, title },
		})
		await project.open()
		await page.getByTestId('sources-toggle').click()
		await expect(page.getByTestId('status-matrix')).toBeVisible()
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
	})

	test('a source is deleted with its facts, also from the selection, and brought back', async ({
		page,
		project,
	}) => {
		await project.selectFacts(2)
		await page.getByTestId('sources-toggle').click()
		await page.getByTestId('source-open').click()
		const reader = page.getByTestId('source-reader')
		const messages = page.getByRole('region', { name: /^Messages/ })
		const remove = reader.getByRole('button', { name: 'Delete “Heat in the city”' })
		await page.route(callsOf('source.remove'), (route) => route.abort(), { times: 1 })
		await remove.click()
		await expect(reader.getByRole('alert')).toContainText('The source was not deleted')
		await remove.click()
		await expect(reader).toBeHidden()
		await expect(messages).toContainText('“Heat in the city” and its 3 facts are deleted.')
		await expect(page.getByRole('main')).toBeFocused()
		await expect(page.getByTestId('sources-empty')).toBeVisible()
		await expect(project.factCards).toHaveCount(0)
		await expect(page.getByText('2 facts selected')).toHaveCount(0)
		await expect(project.generateButton).toBeHidden()

		await page.route(callsOf('source.restore'), (route) => route.abort(), { times: 1 })
		await project.undoButton.click()
		await expect(messages).toContainText('“Heat in the city” is still deleted.')
		await project.undo()
		await expect(project.factCards).toHaveCount(3)
		await expect(page.getByTestId('source-item')).toContainText('3 facts')
		await page.getByTestId('source-open').click()
		await expect(reader.getByRole('textbox', { name: /^Text of/ })).toContainText('three summers')
	})
})

test('a source that is deleted leaves the view, and the key U brings it back', async ({
	page,
	project,
	seed,
}) => {
	await page.goto(`/project/${seed.project_id}?source=${seed.source_id}&sort=newest`)
	await expect(project.factCards).toHaveCount(3)
	await page.getByTestId('source-open').click()
	await page.getByRole('button', { name: /^Delete “/ }).click()
	await expect(page).toHaveURL(/\/project\/[0-9a-f-]+\?sort=newest$/)
	const facts = page.getByRole('region', { name: 'Facts' })
	await expect(facts.getByRole('status')).toHaveText('0 facts')
	await page.keyboard.press('u')
	await expect(project.factCards).toHaveCount(3)
})

test('the evidence of a deleted source is what the text cited', async ({ page, project }) => {
	await project.selectFacts(1)
	await project.generate()
	await expect(project.drawerContent).toContainText('Street trees cool the air')
	await project.closeDrawer()
	await page.getByTestId('source-open').click()
	await page.getByRole('button', { name: /^Delete “/ }).click()
	await expect(project.factCards).toHaveCount(0)
	await project.lastOutputButton.click()
	await page.getByRole('button', { name: 'Evidence of quote 1' }).click()
	const panel = page.getByTestId('evidence-panel')
	await expect(panel).toContainText('This fact has been deleted since')
	await expect(panel).toContainText('The source has been deleted since')
	await expect(panel.getByTestId('evidence-snippet')).toContainText('On still summer afternoons')

	await page.getByTestId('evidence-back-to-output').click()
	const stale = page.getByTestId('output-drawer-stale')
	await expect(stale).toContainText('1 cited fact changed: 1 deleted with the source')
	await expect(stale).toContainText('No fact is left to write it anew from.')
	const again = page.getByTestId('output-drawer-regenerate')
	await expect(again).toHaveAttribute('aria-disabled', 'true')
})
