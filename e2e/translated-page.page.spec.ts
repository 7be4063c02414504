import { expect, test } from './harness/fixtures'
import type { ProjectPage } from './pages/project-page'

type Page = ProjectPage['page']

test.use({ seedRequest: { scenario: 'review', facts_count: 6 } })

/** Puts each text of the page into elements of its own, as the translation of a browser does. */
async function translate(page: Page) {
	await page.evaluate(() => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
		const texts: Text[] = []
		while (walker.nextNode()) texts.push(walker.currentNode as Text)
		for (const text of texts) {
			const { parentElement } = text
			if (!text.data.trim() || parentElement?.closest('script, style, textarea, font')) continue
			const inner = document.createElement('font')
			const outer = document.createElement('font')
			outer.append(inner)
			text.replaceWith(outer)
			inner.append(text.data)
		}
	})
}

test('a page that the browser has translated can still be used', async ({ page, project }) => {
	const errors: string[] = []
	page.on('pageerror', ({ message }) => errors.push(message))
	await expect(project.factCards).toHaveCount(6)
	await expect(page.getByTestId('status-matrix')).toBeVisible()
	await translate(page)
	await page.getByTestId('theme').click()
	await project.search('no such words')
	await expect(project.factCards).toHaveCount(0)
	await translate(page)
	await page.getByRole('button', { name: 'Show all facts' }).click()
	await expect(project.factCards).toHaveCount(6)
	await translate(page)
	await project.factCards.first().getByTestId('fact-pin-toggle').click()
	await project.factCards.first().getByTestId('fact-flag').click()
	await expect(project.factCards.first().getByTestId('fact-pin-state')).toHaveAttribute(
		'data-pinned',
		'true',
	)
	await expect(project.factCards.first().getByTestId('fact-status-badge')).toHaveText('Flagged')
	await project.factCards.first().getByTestId('evidence-open').click()
	await expect(page.getByTestId('evidence-panel')).toBeVisible()
	await translate(page)
	await page.getByRole('button', { name: 'Next fact' }).click()
	await page.getByRole('button', { name: 'Next fact' }).click()
	await page.getByTestId('evidence-close').click()
	await translate(page)

	await page.getByRole('button', { name: 'Add source' }).click()
	const dialog = page.getByRole('dialog', { name: 'Add a source' })
	await expect(dialog).toBeVisible()
	await translate(page)
	await page.getByTestId('source-add-button').click()
	await dialog.getByRole('textbox', { name: 'Title' }).fill('A pond')
	await translate(page)
	await dialog.getByRole('textbox', { name: 'Text' }).fill('A pond is a small lake.')
	await page.getByTestId('source-add-button').click()
	await expect(page.getByTestId('source-reader')).toContainText('A pond is a small lake.')
	await translate(page)
	await page.getByTestId('source-reader-close').click()

	await project.selectFacts(2)
	await translate(page)
	await project.factCards.nth(2).getByTestId('fact-select-button').click()
	await project.generate()
	await page.getByTestId('trust-include').click()
	await expect(project.drawerContent).toBeVisible()
	await translate(page)
	await page.getByTestId('export-button').click()
	await page.getByTestId('output-drawer-open-share').click()
	await page.getByRole('button', { name: 'Create address' }).click()
	await expect(page.getByRole('button', { name: 'Stop sharing' })).toBeVisible()
	await translate(page)
	await page.getByTestId('output-drawer-regenerate').click()
	await page.getByTestId('trust-include').click()
	await expect(page.getByTestId('output-drawer-changes')).toBeVisible()
	await project.closeDrawer()
	await page.getByTestId('outputs-history-button').click()
	await expect(page.getByTestId('outputs-history-item')).toHaveCount(2)
	await translate(page)
	await page
		.getByRole('button', { name: /^Pin “/ })
		.first()
		.click()
	await expect(page.getByRole('button', { name: /^Pin “/ }).first()).toHaveAttribute(
		'aria-pressed',
		'true',
	)
	expect(errors).toEqual([])
	await expect(page.getByText('This page could not be shown')).toHaveCount(0)
})

test('nothing is quoted from a text that the browser shows in other words', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(6)
	await page.getByTestId('source-open').click()
	const reader = page.getByTestId('source-reader')
	const text = reader.getByTestId('source-text')
	const paragraph = text.getByText('On still summer afternoons')
	await paragraph.click({ clickCount: 3 })
	await expect(reader.getByTestId('source-make-fact')).toHaveAttribute('aria-disabled', 'false')
	const selectIn = (isTranslated: boolean) =>
		paragraph.evaluate((element, shorter) => {
			const [node] = element.childNodes
			if (shorter && node) {
				const font = document.createElement('font')
				font.append(`Kurz. ${element.textContent?.slice(20)}`)
				node.replaceWith(font)
			}
			const range = document.createRange()
			range.selectNodeContents(element)
			range.setStart(element.firstChild?.firstChild ?? element.firstChild ?? element, 10)
			document.getSelection()?.removeAllRanges()
			document.getSelection()?.addRange(range)
		}, isTranslated)
	await selectIn(true)
	await expect(reader.getByRole('status')).toHaveText(
		'This page is translated: show the original to quote from it.',
	)
	await expect(reader.getByTestId('source-make-fact')).toHaveAttribute('aria-disabled', 'true')
	await page.keyboard.press('Enter')
	await expect(page.getByTestId('source-quote')).toHaveCount(0)
	// A browser that heeds it does not translate the text at all.
	await expect(text.locator('> div').first()).toHaveAttribute('translate', 'no')
})
