import { expect, test } from './harness/fixtures'
import { refuse } from './pages/away-database'
import { callsOf } from './pages/calls-of'

test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

test('the facts in doubt can all be read, and are approved in one step before the text is written, with a way back', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(12)
	await project.selectFacts(12)
	await project.generate()
	const dialog = page.getByRole('dialog', { name: 'Not all facts are approved' })
	const doubtful = dialog.getByTestId('trust-facts').getByRole('listitem')
	await expect(doubtful.first()).toBeVisible()
	const count = await doubtful.count()
	expect(count).toBeGreaterThan(5)
	await expect(dialog).toContainText(`${count} of 12 facts are not approved`)
	await dialog.getByRole('button', { name: 'Approve them' }).click()
	await expect(project.drawerMeta).toHaveText('Sources: 1 | Mode: Paragraph')
	await expect(project.drawerContent.getByRole('button', { name: /^Quote \d+$/ })).toHaveCount(12)
	await project.closeDrawer()
	await project.undo()
	await project.lastOutputButton.click()
	await expect(page.getByTestId('output-drawer-stale')).toContainText('cited facts changed')
})

test('an approval that the server refuses writes nothing, and the question stays', async ({
	page,
	project,
}) => {
	await project.selectFacts(3)
	await project.generate()
	const dialog = page.getByRole('dialog', { name: 'Not all facts are approved' })
	await page.route(callsOf('fact.change'), refuse('INTERNAL_SERVER_ERROR'), { times: 1 })
	await dialog.getByTestId('trust-approve').click()
	await expect(dialog.getByRole('alert')).toContainText('Nothing was approved')
	await expect(project.lastOutputButton).toBeDisabled()
	await dialog.getByTestId('trust-approve').click()
	await expect(project.drawerMeta).toHaveText('Sources: 1 | Mode: Paragraph')
})

test('cancelling while the approval is under way writes nothing', async ({ page, project }) => {
	await project.selectFacts(3)
	await project.generate()
	const dialog = page.getByRole('dialog', { name: 'Not all facts are approved' })
	let answer = () => {}
	await page.route(callsOf('fact.change'), async (route) => {
		await new Promise<void>((resolve) => {
			answer = resolve
		})
		await route.fallback()
	})
	const asked = page.waitForRequest(callsOf('fact.change'))
	await dialog.getByTestId('trust-approve').click()
	await asked
	await dialog.getByRole('button', { name: 'Cancel' }).click()
	await expect(dialog).toBeHidden()
	answer()
	await expect(project.undoButton).toBeVisible()
	await expect(project.lastOutputButton).toBeDisabled()
	await expect(page.getByTestId('selection-bar')).toContainText('3 facts selected')
})
