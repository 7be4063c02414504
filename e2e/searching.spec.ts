import { expect, test } from './harness/fixtures'
import type { ProjectPage } from './pages/project-page'

type Locator = ProjectPage['factCards']

test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

/** Puts `r`, NUL and half of a surrogate pair where the caret is, as a paste does. */
const paste = (field: Locator) =>
	field.evaluate(() => document.execCommand('insertText', false, 'r\0\ud83d'))

/** Types “trees”, with what cannot be stored in the middle of it. */
async function typeTrees(field: Locator) {
	await field.fill('tes')
	await field.press('ArrowLeft')
	await field.press('ArrowLeft')
	await paste(field)
	await field.pressSequentially('e')
	await expect(field).toHaveValue('trees')
}

test('a search finds words and parts of words, and marks them', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(12)
	await project.search('tre')
	await expect(project.factCards).toHaveCount(4)
	const marks = project.factCards.locator('mark')
	await expect(marks.first()).toHaveText(/^tre$/i)
	await expect(page.getByText('4 facts with “tre”')).toBeVisible()
	await project.search('no such words')
	await expect(page.getByText('No fact holds these words')).toBeVisible()
	await expect(page.getByText('Your selection is kept')).toBeHidden()
	await page.getByRole('button', { name: 'Show all facts' }).click()
	await expect(project.factCards).toHaveCount(12)
	await expect(page.getByTestId('facts-search-input')).toHaveValue('')
})

test('a search goes on, on a page that the browser has translated', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(12)
	await page.getByTestId('facts-list').evaluate((list) => {
		// As Chromium's translation does: each text node goes into elements of its own.
		const walker = document.createTreeWalker(list, NodeFilter.SHOW_TEXT)
		const texts: Node[] = []
		while (walker.nextNode()) texts.push(walker.currentNode)
		for (const text of texts) {
			const font = document.createElement('font')
			text.parentNode?.replaceChild(font, text)
			font.append(text)
		}
	})
	await project.search('street')
	await expect(project.factCards.locator('mark').first()).toHaveText(/street/i)
	await project.search('str')
	await expect(project.factCards.locator('mark').first()).toHaveText(/^str$/i)
	await project.search('')
	await expect(project.factCards).toHaveCount(12)
	await expect(project.factCards.locator('mark')).toHaveCount(0)
})

test('a search of the facts leaves out what cannot be stored, and the caret stays', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(12)
	await typeTrees(page.getByTestId('facts-search-input'))
	await expect(page.getByText(/^\d+ facts? with “trees”$/)).toBeVisible()
	await expect(page).toHaveURL(/q=trees/)
})

test('a search of the history leaves out what cannot be stored, and says of each word whether a text holds it', async ({
	page,
	project,
}) => {
	await page.getByTestId('facts-filter-approved').click()
	await project.selectFacts(1)
	await project.generate()
	await expect(project.drawerMeta).toContainText('Paragraph')
	await project.closeDrawer()
	await page.getByTestId('outputs-history-button').click()
	const search = page.getByTestId('outputs-history-search')
	await search.fill('nowhere')
	await expect(page.getByText('Neither a title nor a text contains “nowhere”.')).toBeVisible()
	await search.fill('nowhere the nowhere')
	await expect(
		page.getByText('No text with its title contains all of “nowhere”, “the”.'),
	).toBeVisible()
	await typeTrees(search)
	await expect(page.getByText('The history could not be loaded')).toBeHidden()
	await expect(page.getByRole('status').filter({ hasText: /^\d texts? found$/ })).toBeAttached()
})
