/** Tests that get the page of the test before, as editors show it. */
import { expect, test } from '../harness/fixtures'

let pages = 0

test.beforeEach(({ context }) => expect(context.pages()).toHaveLength(pages))

for (const name of ['first', 'second', 'third'])
	test(`the ${name} test reads and writes`, async ({ project, seed }) => {
		pages = 1
		await expect(project.factCards).toHaveCount(seed.facts_count)
		await expect(project.page.locator('[data-pinned=true]')).toHaveCount(0)
		const card = project.factCards.first()
		await card.getByTestId('fact-pin-toggle').click()
		await expect(card.getByTestId('fact-pin-state')).toHaveAttribute('data-pinned', 'true')
	})
