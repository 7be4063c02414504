import { signal } from '../src/testing/signal'
import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'

test('the way back for a deleted text is there when the history is opened again, and leaves the focus alone', async ({
	page,
	project,
}) => {
	await project.selectFacts(1)
	await project.generate()
	await expect(project.drawerMeta).toContainText('Paragraph')
	await project.closeDrawer()
	const history = page.getByTestId('outputs-history-drawer')
	const undo = history.getByRole('button', { name: 'Undo' })
	await page.getByTestId('outputs-history-button').click()
	await history.getByRole('button', { name: /^Delete “/ }).click()
	await expect(undo).toBeFocused()
	await page.keyboard.press('Escape')
	await expect(history).toBeHidden()
	await page.getByTestId('outputs-history-button').click()
	await expect(undo).toBeVisible()
	await expect(history.locator(':focus')).toHaveCount(1)
	await expect(undo).not.toBeFocused()
	await undo.click()
	await expect(page.getByTestId('outputs-history-item')).toHaveCount(1)
})

test('texts that are deleted at once, with the history closed before the answers, are all brought back', async ({
	page,
	project,
}) => {
	await project.selectFacts(1)
	await project.generateInModes('paragraph', 'split')
	const answers = signal()
	await page.route(callsOf('output.remove'), async (route) => {
		await answers.promise
		await route.fallback()
	})
	const history = page.getByTestId('outputs-history-drawer')
	await page.getByTestId('outputs-history-button').click()
	for (const text of ['summary', 'evidence by source'])
		await history.getByRole('button', { name: new RegExp(`^Delete “.*${text}`) }).click()
	await page.keyboard.press('Escape')
	await expect(history).toBeHidden()
	answers.resolve()
	await page.getByTestId('outputs-history-button').click()
	for (const left of [1, 2]) {
		await history.getByRole('button', { name: 'Undo' }).click()
		await expect(page.getByTestId('outputs-history-item')).toHaveCount(left)
	}
})

test('a project is brought back also where the page was left before it was deleted', async ({
	page,
}) => {
	const answer = signal()
	await page.route(callsOf('project.remove'), async (route) => {
		await answer.promise
		await route.fallback()
	})
	await page.goto('/')
	const link = page.getByRole('link', { name: /^Seeded research/ })
	await page.getByRole('button', { name: /^Delete “Seeded research/ }).click()
	await link.click()
	await expect(page.getByTestId('fact-card')).toHaveCount(3)
	const deleted = page.waitForResponse(callsOf('project.remove'))
	answer.resolve()
	await deleted
	await page.getByRole('link', { name: 'Projects' }).click()
	await page.getByRole('button', { name: 'Undo' }).click()
	await expect(link).toHaveCount(1)
})
