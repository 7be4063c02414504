import AxeBuilder from '@axe-core/playwright'
import type { ProjectPage } from './project-page'

type Page = ProjectPage['page']

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The findings of axe, each with its place on the page. Waits for all animations to end first. */
export async function findings(page: Page): Promise<string[]> {
	await page.evaluate(() =>
		Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
	)
	const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze()
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
	)
}
