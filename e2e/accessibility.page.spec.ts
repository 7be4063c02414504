import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './harness/fixtures'
import { refuse } from './pages/away-database'
import { callsOf } from './pages/calls-of'
import type { ProjectPage } from './pages/project-page'

type Page = ProjectPage['page']

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The findings of axe, each with its place on the page. Waits for all animations to end first. */
async function findings(page: Page): Promise<string[]> {
	await page.evaluate(() =>
		Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
	)
	const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze()
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
	)
}

test.use({
	seedRequest: { scenario: 'review', facts_count: 6 },
	contextOptions: { reducedMotion: 'reduce' },
})

// Each test asks axe several times, which takes seconds on a busy machine.
test.describe.configure({ timeout: 90_000 })

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(colorScheme, () => {
		test.use({ colorScheme })

		test('the projects, an empty list and its dialog', async ({ page, seed }) => {
			await page.goto('/')
			await expect(page.getByRole('link', { name: /^Seeded/ })).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByRole('button', { name: /^Delete “/ }).click()
			await expect(page.getByText('Nothing here yet')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByTestId('project-create').click()
			await expect(page.getByRole('dialog')).toBeVisible()
			await page.getByRole('button', { name: 'Create project' }).click()
			await expect(page.getByRole('alert').first()).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByLabel('Title').fill('Lakes')
			await page.getByRole('button', { name: 'Create project' }).click()
			await expect(page.getByText('Begin with a text')).toBeVisible()
			expect(await findings(page)).toEqual([])
			expect(seed.project_id).toBeTruthy()
		})

		test('a project, its selection and its trust gate', async ({ page, project }) => {
			await expect(project.factCards).toHaveCount(6)
			await expect(page.getByTestId('status-matrix')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByTestId('facts-sort-trigger').click()
			await expect(page.getByRole('menu')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.keyboard.press('Escape')
			await project.selectFacts(2)
			expect(await findings(page)).toEqual([])
			await page.getByTestId('synthesis-format-trigger').click()
			await expect(page.getByRole('menu')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.keyboard.press('Escape')
			await project.failNextSynthesis('empty')
			await project.generate()
			await expect(page.getByRole('dialog', { name: 'Not all facts are approved' })).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByTestId('trust-include').click()
			await expect(project.errorBanner).toBeVisible()
			expect(await findings(page)).toEqual([])
		})

		test('adding a fact, editing it, and the keys', async ({ page, project }) => {
			await expect(project.factCards).toHaveCount(6)
			await page.getByRole('button', { name: 'Add fact' }).click()
			await page
				.getByRole('dialog', { name: 'Add a fact' })
				.getByRole('button', { name: 'Add fact' })
				.click()
			await expect(page.getByText('Write the claim.')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByRole('button', { name: /^Source:/ }).click()
			await expect(page.getByRole('menu')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.keyboard.press('Escape')
			await expect(page.getByRole('menu')).toBeHidden()
			await page.keyboard.press('Escape')
			await project.factCards.first().getByTestId('fact-edit').click()
			await expect(page.getByRole('dialog', { name: 'Edit the claim' })).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.keyboard.press('Escape')
			await page.keyboard.press('?')
			await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
			expect(await findings(page)).toEqual([])
		})

		test('empty history, groups, undo, a wait and a failure', async ({ page, project }) => {
			await expect(project.factCards).toHaveCount(6)
			await page.getByTestId('outputs-history-button').click()
			await expect(page.getByTestId('outputs-history-empty')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByTestId('outputs-history-close').click()
			await project.search('zebra')
			await expect(page.getByText('No fact holds these words')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByRole('button', { name: 'Show all facts' }).click()
			await page.getByTestId('facts-group-trigger').click()
			await page.getByTestId('facts-group-option-source').click()
			await expect(page.getByRole('heading', { name: 'Heat in the city' })).toBeVisible()
			await project.factCards.first().getByTestId('fact-flag').click()
			await expect(project.undoButton).toBeVisible()
			expect(await findings(page)).toEqual([])
			await project.factCards.nth(1).getByTestId('fact-select-button').click()
			// This call stays unanswered until the test cancels it, however long axe takes.
			await page.route(callsOf('output.generate'), () => {}, { times: 1 })
			await project.generate()
			await expect(page.getByText('Writing a paragraph')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByRole('button', { name: 'Cancel' }).click()
			await page.route('**/api/trpc/**', refuse('INTERNAL_SERVER_ERROR'))
			await project.factCards.first().getByTestId('fact-approve').click()
			await expect(page.getByText('Nothing was changed.').first()).toBeVisible()
			await expect(page.getByText('The facts may have changed since')).toBeVisible()
			expect(await findings(page)).toEqual([])
		})

		test('the sources: adding, reading, making a fact', async ({ page, project }) => {
			await expect(project.factCards).toHaveCount(6)
			await page.getByRole('button', { name: 'Add source' }).click()
			await expect(page.getByRole('dialog', { name: 'Add a source' })).toBeVisible()
			await page.getByTestId('source-add-button').click()
			await expect(page.getByRole('alert').first()).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.keyboard.press('Escape')
			await page.getByTestId('source-open').click()
			const text = page.getByTestId('source-text')
			await expect(text).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByRole('button', { name: /^Rename “/ }).click()
			expect(await findings(page)).toEqual([])
			await page.keyboard.press('Escape')
			await text.focus()
			await page.keyboard.press('Control+a')
			await expect(page.getByTestId('source-reader').getByRole('status')).toContainText('selected')
			await page.keyboard.press('Enter')
			await expect(page.getByTestId('source-quote')).toBeVisible()
			expect(await findings(page)).toEqual([])
		})

		test('evidence, output, history and a shared output', async ({ page, project }) => {
			await project.factCards.nth(1).getByTestId('evidence-open').click()
			await expect(page.getByTestId('evidence-quote')).toBeVisible()
			expect(await findings(page)).toEqual([])
			for (const place of [2, 3, 6, 1]) {
				await expect(page.getByTestId('evidence-place')).toHaveText(`${place} of 6`)
				await page.getByTestId('evidence-panel').getByTestId('fact-flag').click()
			}
			await expect(page.getByText('All 6 are decided.')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByTestId('evidence-close').click()
			await project.selectFacts(4)
			await project.generate()
			await page.getByTestId('trust-include').click()
			await expect(project.drawerContent).toBeVisible()
			await page.getByTestId('export-button').click()
			expect(await findings(page)).toEqual([])
			await page.getByTestId('output-drawer-open-share').click()
			await page.getByRole('button', { name: 'Create address' }).click()
			const link = page.getByTestId('share-panel').getByRole('link')
			await expect(link).toBeVisible()
			expect(await findings(page)).toEqual([])
			const address = (await link.getAttribute('href')) ?? ''
			await project.closeDrawer()
			await project.factCards.first().getByTestId('fact-reject').click()
			await project.lastOutputButton.click()
			await expect(page.getByTestId('output-drawer-stale')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await project.closeDrawer()
			await page.getByTestId('outputs-history-button').click()
			await expect(page.getByTestId('outputs-history-item')).toContainText('1 rejected')
			await page.getByRole('button', { name: /^Rename “/ }).click()
			expect(await findings(page)).toEqual([])
			await page.goto(address)
			await expect(page.getByTestId('output-page')).toBeVisible()
			expect(await findings(page)).toEqual([])
		})

		test('pages that do not exist or cannot be loaded', async ({ page, seed }) => {
			for (const address of ['/nothing', `/output/${seed.source_id}`, '/project/nothing']) {
				await page.goto(address)
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
				expect(await findings(page)).toEqual([])
			}
			await page.route('**/api/trpc/**', refuse('INTERNAL_SERVER_ERROR'))
			await page.goto('/')
			await expect(page.getByRole('alert').first()).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.route('**/api/trpc/**', refuse('SERVICE_UNAVAILABLE'))
			await page.goto('/')
			await expect(page.getByTestId('away-notice')).not.toBeEmpty()
			expect(await findings(page)).toEqual([])
		})
	})
}
