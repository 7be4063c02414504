import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures'
import type { ProjectPage } from './project-page'

type Page = ProjectPage['page']

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, with the places, once nothing moves any more. */
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

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(colorScheme, () => {
		test.use({ colorScheme })

		test('the projects, an empty list and its dialog', async ({ page, seed }) => {
			await page.goto('/')
			await expect(page.getByRole('link', { name: /^Seeded/ })).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByRole('button', { name: /^Delete/ }).click()
			await expect(page.getByText('Nothing here yet')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByTestId('project-create').click()
			await expect(page.getByRole('dialog')).toBeVisible()
			await page.getByRole('button', { name: 'Create project' }).click()
			await expect(page.getByRole('alert').first()).toBeVisible()
			expect(await findings(page)).toEqual([])
			expect(seed.project_id).toBeTruthy()
		})

		test('a project, its selection and its trust gate', async ({ page, project }) => {
			await expect(project.factCards).toHaveCount(6)
			await expect(page.getByTestId('status-matrix')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await project.selectFacts(2)
			expect(await findings(page)).toEqual([])
			await project.failNextSynthesis('empty')
			await project.generate()
			await expect(page.getByRole('dialog', { name: 'Not all facts are approved' })).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByTestId('trust-include').click()
			await expect(project.errorBanner).toBeVisible()
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
			await text.focus()
			await page.keyboard.press('Control+a')
			await expect(page.getByTestId('source-reader').getByRole('status')).toContainText('selected')
			await page.keyboard.press('Enter')
			await expect(page.getByTestId('source-quote')).toBeVisible()
			expect(await findings(page)).toEqual([])
		})

		test('evidence, output, history and what is shared', async ({ page, project }) => {
			await project.factCards.nth(1).getByTestId('evidence-open').click()
			await expect(page.getByTestId('evidence-quote')).toBeVisible()
			expect(await findings(page)).toEqual([])
			await page.getByTestId('evidence-close').click()
			await project.selectFacts(2)
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
			await page.getByTestId('outputs-history-button').click()
			await page.getByRole('button', { name: /^Rename “/ }).click()
			expect(await findings(page)).toEqual([])
			await page.goto(address)
			await expect(page.getByTestId('output-page')).toBeVisible()
			expect(await findings(page)).toEqual([])
		})

		test('what is not there', async ({ page, seed }) => {
			for (const address of ['/nothing', `/output/${seed.source_id}`, '/project/nothing']) {
				await page.goto(address)
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
				expect(await findings(page)).toEqual([])
			}
			await page.route('**/api/trpc/**', (route) => route.abort())
			await page.goto('/')
			await expect(page.getByRole('alert').first()).toBeVisible()
			expect(await findings(page)).toEqual([])
		})
	})
}
