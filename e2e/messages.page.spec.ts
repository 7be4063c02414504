import { signal } from '../src/testing/signal'
import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'
import type { ProjectPage } from './pages/project-page'

test.use({ seedRequest: { scenario: 'review' } })

const messageIn = ({ page }: ProjectPage) =>
	page.getByRole('listitem').filter({ hasText: 'Flagged.' })

/** Holds back the next change of a fact, and with it the message about this change. */
async function holdChange(project: ProjectPage) {
	const held = signal()
	await project.page.route(
		callsOf('fact.change'),
		async (route) => {
			await held.promise
			await route.continue()
		},
		{ times: 1 },
	)
	const message = messageIn(project)
	return {
		message,
		async release() {
			await expect(message).toHaveCount(0)
			held.resolve()
			await expect(message).toBeVisible()
		},
	}
}

test('Escape closes a drawer also when a message came after it, and the message stays', async ({
	page,
	project,
}) => {
	await project.factCards.first().getByTestId('evidence-open').click()
	await expect(page.getByTestId('evidence-quote')).toBeVisible()
	const { message, release } = await holdChange(project)
	await page.keyboard.press('f')
	await release()
	await page.keyboard.press('Escape')
	await expect(page.getByTestId('evidence-panel')).toBeHidden()
	await expect(message).toBeVisible()
})

test('Escape closes a dialog also when a message came after it, and the message stays', async ({
	page,
	project,
}) => {
	await project.factCards.first().focus()
	const { message, release } = await holdChange(project)
	await page.keyboard.press('f')
	await page.keyboard.press('?')
	const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
	await expect(dialog).toBeVisible()
	await release()
	await page.keyboard.press('Escape')
	await expect(dialog).toBeHidden()
	await expect(message).toBeVisible()
})

test('Escape closes a menu also when a message came after it, and the message stays', async ({
	page,
	project,
}) => {
	await project.factCards.first().focus()
	const { message, release } = await holdChange(project)
	await page.keyboard.press('f')
	await page.getByTestId('facts-sort-trigger').click()
	const option = page.getByTestId('facts-sort-option-confidence')
	await expect(page.getByRole('menuitemradio', { checked: true })).toBeFocused()
	await release()
	await page.keyboard.press('Escape')
	await expect(option).toBeHidden()
	await expect(page.getByTestId('facts-sort-trigger')).toBeFocused()
	await expect(message).toBeVisible()
})

test('Escape closes the field of a half-typed name, not its drawer, also when a message came after it', async ({
	page,
	project,
}) => {
	await project.factCards.first().focus()
	const { message, release } = await holdChange(project)
	await page.keyboard.press('f')
	await page.getByTestId('source-open').first().click()
	const reader = page.getByTestId('source-reader')
	await reader.getByRole('button', { name: /^Rename “/ }).click()
	const field = reader.getByRole('textbox', { name: 'Title of the source' })
	await expect(field).toBeFocused()
	await release()
	await page.keyboard.press('Escape')
	await expect(field).toBeHidden()
	await expect(reader).toBeVisible()
	await expect(message).toBeVisible()
})

test('Escape closes the message that has the focus, else the newest', async ({ page, project }) => {
	await project.factCards.first().focus()
	const message = messageIn(project)
	await page.keyboard.press('f')
	await expect(message).toBeVisible()
	await page.keyboard.press('F8')
	await project.tabTo(message.getByRole('button', { name: 'Undo' }))
	await page.keyboard.press('Escape')
	await expect(message).toBeHidden()

	await project.factCards.nth(1).focus()
	await page.keyboard.press('f')
	await expect(message).toBeVisible()
	await page.keyboard.press('Escape')
	await expect(message).toBeHidden()
})

test('a sentence of a message keeps its direction, whatever the title in it is written in', async ({
	page,
	project,
	seed,
	client,
}) => {
	const source = { projectId: seed.project_id, title: 'بحيرة', text: 'A lake.' }
	await client.source.add.mutate(source)
	await project.open()
	await page.getByRole('button', { name: 'بحيرة' }).click()
	await page.getByTestId('source-reader').getByRole('button', { name: 'Delete “بحيرة”' }).click()
	const sentence = page.getByText('“بحيرة” is deleted.', { exact: true })
	await expect(sentence).toHaveCSS('direction', 'ltr')
	await expect(sentence.locator('[dir=auto]')).toHaveText('بحيرة')
	await expect(sentence.locator('[dir=auto]')).toHaveCSS('direction', 'rtl')
})

test.describe('over a sheet that covers the page', () => {
	test.use({ viewport: { width: 1000, height: 800 } })

	test('the Undo of a message goes by keyboard, and Tab leads back into the sheet', async ({
		page,
		project,
	}) => {
		const message = messageIn(project)
		const card = project.factCards.first()
		const sheet = page.getByTestId('evidence-panel')
		await card.focus()
		await page.keyboard.press('f')
		await expect(message).toBeVisible()
		await card.getByTestId('evidence-open').click()
		await expect(sheet.getByTestId('evidence-quote')).toBeVisible()
		await expect(message).toBeVisible()
		await page.keyboard.press('F8')
		await project.tabTo(message.getByRole('button', { name: 'Undo' }))
		await page.keyboard.press('Enter')
		await expect(page.getByText('Taken back.', { exact: true }).first()).toBeVisible()
		await expect(card.getByTestId('fact-status-badge')).not.toHaveText('Flagged')
		await project.tabTo(sheet.getByTestId('evidence-close'))
		await page.keyboard.press('Enter')
		await expect(sheet).toBeHidden()
	})

	test('a message is found also over a dialog, which keeps the focus from the page below', async ({
		page,
		project,
	}) => {
		const message = messageIn(project)
		await project.factCards.first().focus()
		await page.keyboard.press('f')
		await expect(message).toBeVisible()
		await page.keyboard.press('?')
		const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
		await expect(dialog).toBeVisible()
		await expect(message).toBeVisible()
		await page.keyboard.press('F8')
		await project.tabTo(message.getByRole('button', { name: 'Dismiss message' }))
		await page.keyboard.press('Escape')
		await expect(message).toBeHidden()
		await expect(dialog).toBeVisible()
		await page.getByTestId('facts-search-input').evaluate((field) => field.focus())
		await expect.poll(() => dialog.evaluate((it) => it.contains(document.activeElement))).toBe(true)
	})
})
