import { expect, test } from './harness/fixtures'
import type { ProjectPage } from './pages/project-page'

test.use({ seedRequest: { scenario: 'review', facts_count: 6 } })

/** Opens the source and begins a fact of its first line. */
async function beginFact({ page }: ProjectPage) {
	await page.getByTestId('source-open').click()
	return chooseFirstLine(page)
}

async function chooseFirstLine(page: ProjectPage['page']) {
	await page.getByTestId('source-text').focus()
	await page.keyboard.press('Control+Home')
	await page.keyboard.press('Shift+End')
	await expect(page.getByTestId('source-make-fact')).toBeEnabled()
	await page.keyboard.press('Enter')
	const claim = page.getByRole('form', { name: 'New fact' }).getByLabel('Claim')
	await expect(claim).toBeFocused()
	return claim
}

test('a claim that is half written beside its source is there again after Escape and after something else was open', async ({
	page,
	project,
}) => {
	await (await beginFact(project)).fill('Half a cl')
	await page.keyboard.press('Escape')
	await expect(page.getByRole('form', { name: 'New fact' })).toBeHidden()
	const claim = await chooseFirstLine(page)
	await expect(claim).toHaveValue('Half a cl')
	await project.factCards.nth(1).getByTestId('evidence-open').click()
	await expect(page.getByTestId('evidence-panel')).toBeVisible()
	await page.getByTestId('evidence-close').click()
	await expect(await beginFact(project)).toHaveValue('Half a cl')
	await claim.press('Enter')
	await expect(project.factCards).toHaveCount(7)
	await page.getByTestId('source-reader-close').click()
	await expect(await beginFact(project)).toHaveValue('Heat in the city: notes from three summers')
})

test('a reload asks before what was typed is lost, and no longer once it is saved', async ({
	page,
	project,
}) => {
	const questions: string[] = []
	page.on('dialog', (dialog) => {
		questions.push(dialog.type())
		void dialog.accept()
	})
	await (await beginFact(project)).fill('Half a claim')
	await page.keyboard.press('Escape')
	await page.reload()
	expect(questions).toEqual(['beforeunload'])
	await (await beginFact(project)).fill('A whole claim')
	await page.keyboard.press('Enter')
	await expect(project.factCards).toHaveCount(7)
	await page.reload()
	await expect(project.factCards).toHaveCount(7)
	expect(questions).toEqual(['beforeunload'])
})

test('a fact and a claim that were begun are there again after a way to the projects and back', async ({
	page,
	project,
}) => {
	await page.getByRole('button', { name: 'Add fact' }).click()
	await page.getByRole('dialog').getByLabel('Claim').fill('Begun')
	await page.keyboard.press('Escape')
	await project.factCards.first().getByTestId('fact-edit').click()
	await page.getByRole('dialog').getByLabel('Claim').fill('Other words')
	await page.keyboard.press('Escape')
	await page.getByRole('link', { name: 'Projects' }).click()
	await expect(page.getByTestId('project-create')).toBeVisible()
	await page.goBack()
	await project.factCards.first().getByTestId('fact-edit').click()
	await expect(page.getByRole('dialog').getByLabel('Claim')).toHaveValue('Other words')
	await page.keyboard.press('Escape')
	await page.getByRole('button', { name: 'Add fact' }).click()
	await expect(page.getByRole('dialog').getByLabel('Claim')).toHaveValue('Begun')
})

test('a source that was begun says so, and can be begun afresh', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(6)
	await page.getByRole('button', { name: 'Add source' }).click()
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	const text = dialog.getByLabel('Text', { exact: true })
	await dialog.getByLabel('Title').fill('Lakes')
	await text.fill('A lake is deep.')
	await expect(dialog.getByText('You began this before.')).toBeHidden()
	await page.keyboard.press('Escape')
	await page.getByRole('button', { name: 'Add source' }).click()
	await expect(text).toHaveValue('A lake is deep.')
	await dialog.getByRole('button', { name: 'Start afresh' }).click()
	await expect(text).toHaveValue('')
	await expect(dialog.getByLabel('Title')).toHaveValue('')
	await expect(dialog.getByLabel('Title')).toBeFocused()
	await expect(dialog.getByText('You began this before.')).toBeHidden()
})

test('a text that is pasted over one with a title of its own takes its place whole, and gives it back whole', async ({
	page,
	context,
	project,
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'])
	await expect(project.factCards).toHaveCount(6)
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	const paste = async (pasted: string) => {
		await page.evaluate((copied) => navigator.clipboard.writeText(copied), pasted)
		await project.factCards.first().focus()
		await page.keyboard.press('ControlOrMeta+v')
		await expect(dialog.getByLabel('Text', { exact: true })).toHaveValue(pasted)
	}
	await paste('A lake is deep.')
	await dialog.getByLabel('Title').fill('Lakes')
	await page.keyboard.press('Escape')
	await expect(dialog).toBeHidden()
	await paste('A river runs.')
	await expect(dialog.getByLabel('Title')).toHaveValue('')
	await dialog.getByRole('button', { name: 'Bring it back' }).click()
	await expect(dialog.getByLabel('Title')).toHaveValue('Lakes')
	await expect(dialog.getByLabel('Text', { exact: true })).toHaveValue('A lake is deep.')
})
