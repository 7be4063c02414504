import { signal } from '../src/testing/signal'
import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'
import type { ProjectPage } from './pages/project-page'

/** Holds back the answer to the next call of a procedure. */
async function hold({ page }: Pick<ProjectPage, 'page'>, procedure: string) {
	const held = signal()
	const answered = page.waitForResponse(callsOf(procedure))
	await page.route(
		callsOf(procedure),
		async (route) => {
			const response = await route.fetch()
			await held.promise
			await route.fulfill({ response })
		},
		{ times: 1 },
	)
	return async () => {
		held.resolve()
		await answered
	}
}

const messages = (page: ProjectPage['page']) =>
	page.getByRole('listitem').filter({ hasText: 'Your text is ready' })

test('a text that is ready does not cover a source that is being typed', async ({
	page,
	project,
}) => {
	await project.selectFacts(2)
	const release = await hold(project, 'output.generate')
	await project.generate()
	await page.getByRole('button', { name: 'Add source' }).click()
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	await dialog.getByLabel('Title').pressSequentially('Lake ')
	await release()
	await expect(messages(page)).toContainText('a paragraph from 2 facts')
	await page.keyboard.type('diary')
	await expect(dialog.getByLabel('Title')).toHaveValue('Lake diary')
	await expect(project.drawer).toHaveCount(0)

	await messages(page).getByText('Open', { exact: true }).click()
	await expect(project.drawerContent).toBeVisible()
	await expect(dialog).toHaveCount(0)
	await expect(messages(page)).toHaveCount(0)
	await project.closeDrawer()
	await page.getByRole('button', { name: 'Add source' }).click()
	await expect(dialog.getByLabel('Title')).toHaveValue('Lake diary')
})

test('a text that is ready replaces neither evidence nor a name in the history', async ({
	page,
	project,
}) => {
	await project.selectFacts(1)
	await project.generateInModes('split')
	for (const procedure of ['evidence', 'history'] as const) {
		const release = await hold(project, 'output.generate')
		await project.generate()
		if (procedure === 'evidence')
			await project.factCards.first().getByTestId('evidence-open').click()
		else {
			await page.getByTestId('outputs-history-button').click()
			await page
				.getByRole('button', { name: /^Rename “/ })
				.first()
				.click()
			await page.getByLabel('Title of the text').fill('Half a na')
		}
		await release()
		await expect(messages(page)).toBeVisible()
		await expect(project.drawer).toHaveCount(0)
		if (procedure === 'history')
			await expect(page.getByLabel('Title of the text')).toHaveValue('Half a na')
		await page.keyboard.press('Escape')
		if (procedure === 'history') await page.keyboard.press('Escape')
		await expect(page.getByRole('dialog')).toHaveCount(0)
		await expect(messages(page)).toBeVisible()
		await messages(page).getByRole('button', { name: 'Dismiss message' }).click()
	}
})

test('a text that is ready does not take the focus from a search', async ({ page, project }) => {
	await project.selectFacts(1)
	const release = await hold(project, 'output.generate')
	await project.generate()
	await page.getByTestId('facts-search-input').pressSequentially('la')
	await release()
	await expect(messages(page)).toBeVisible()
	await page.keyboard.type('ke')
	await expect(page.getByTestId('facts-search-input')).toHaveValue('lake')
	await page.getByRole('link', { name: 'Projects' }).click()
	await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
	await expect(messages(page)).toHaveCount(0)
})

test('the drawer that asked for a new text goes on to it, and one that was left does not', async ({
	page,
	project,
}) => {
	await project.selectFacts(1)
	await project.generate()
	await expect(project.drawerContent).toBeVisible()
	const release = await hold(project, 'output.generate')
	await page.getByTestId('output-drawer-regenerate').click()
	await release()
	await expect(page.getByTestId('output-drawer-changes')).toBeVisible()

	const releaseNext = await hold(project, 'output.generate')
	await page.getByTestId('output-drawer-regenerate').click()
	await page.getByTestId('citation-evidence').first().click()
	await expect(page.getByTestId('evidence-quote')).toBeVisible()
	await releaseNext()
	await expect(messages(page)).toBeVisible()
	await expect(page.getByTestId('evidence-quote')).toBeVisible()
})

test('a source that is added late does not open over what is open, nor empties a newer one', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const dialog = await project.fillSource({ title: 'Lake diary', text: 'The lake froze.' })
	const release = await hold(project, 'source.add')
	await page.getByTestId('source-add-button').click()
	await expect(page.getByTestId('source-add-button')).toHaveText('Adding…')
	await page.keyboard.press('Escape')
	await page.getByRole('button', { name: 'Add source' }).click()
	await dialog.getByLabel('Title').fill('Pond diary')
	await release()
	const message = page.getByRole('listitem').filter({ hasText: '“Lake diary” is added.' })
	await expect(message).toBeVisible()
	await expect(dialog.getByLabel('Title')).toHaveValue('Pond diary')
	await message.getByText('Open', { exact: true }).click()
	await expect(page.getByTestId('source-reader')).toContainText('The lake froze.')
	await expect(dialog).toHaveCount(0)
})

test.describe('facts that are not approved', () => {
	test.use({ seedRequest: { scenario: 'review', facts_count: 6 } })

	test('the question about them does not come over a dialog', async ({ page, project }) => {
		await project.selectFacts(3)
		const release = await hold(project, 'output.unapproved')
		await project.generate()
		await page.getByRole('button', { name: 'Add fact' }).click()
		await page.getByRole('textbox', { name: 'Claim' }).pressSequentially('Lakes ')
		await release()
		const message = page
			.getByRole('listitem')
			.filter({ hasText: 'Not all selected facts are approved' })
		await expect(message).toBeVisible()
		await page.keyboard.type('freeze')
		await expect(page.getByRole('textbox', { name: 'Claim' })).toHaveValue('Lakes freeze')
		await message.getByText('Open', { exact: true }).click()
		await expect(page.getByRole('dialog', { name: 'Not all facts are approved' })).toBeVisible()
		await expect(page.getByRole('dialog')).toHaveCount(1)
	})
})
