import { expect } from '@playwright/test'
import type { ProjectPage } from './project-page'

type Page = ProjectPage['page']

export const panelOf = (page: Page) => page.getByTestId('evidence-panel')
export const claimOf = (page: Page) => panelOf(page).getByTestId('evidence-fact-text')
export const placeOf = (page: Page) => panelOf(page).getByTestId('evidence-place')
export const leftOf = (page: Page) => panelOf(page).getByTestId('evidence-left')
export const statusOf = (page: Page) => panelOf(page).getByTestId('fact-status-badge')
export const goOn = (page: Page) =>
	panelOf(page).getByRole('checkbox', { name: 'Go on after a decision' })

/** The claims of the cards, in their order. */
export async function claimsIn(cards: ProjectPage['factCards']): Promise<string[]> {
	return cards.locator('label[id^="claim-"]').allInnerTexts()
}

/** Shows the facts that are pending or need review, and opens the evidence of the first. */
export async function openUndecided(
	page: Page,
	project: ProjectPage,
	sort = '',
): Promise<string[]> {
	await page.goto(`/project/${project.seed.project_id}?status=pending,needs_review${sort}`)
	await expect(project.factCards.first()).toBeVisible()
	const claims = await claimsIn(project.factCards)
	await project.factCards.first().getByTestId('evidence-open').click()
	await expect(claimOf(page)).toHaveText(claims[0] ?? '')
	await expect(placeOf(page)).toHaveText(`1 of ${claims.length}`)
	return claims
}
