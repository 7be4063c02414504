import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'
import { claimOf, placeOf } from './pages/review-queue'

// Of 12 facts the first, sixth and eleventh are pending, and so on through the five statuses.
test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

test('Escape leads one level back, from evidence to its quote and from there to the history', async ({
	page,
	project,
}) => {
	await project.selectFacts(4)
	await project.generate()
	await page.getByTestId('trust-include').click()
	await expect(project.drawer).toBeVisible()
	await project.closeDrawer()
	await page.getByTestId('outputs-history-button').click()
	await page.getByTestId('outputs-history-item').click()
	await page.getByRole('button', { name: 'Evidence of quote 2' }).click()
	await expect(placeOf(page)).toHaveText(/^2 of/)
	await page.keyboard.press('j')
	await expect(placeOf(page)).toHaveText(/^3 of/)
	await page.keyboard.press('Escape')
	await expect(project.drawer).toBeVisible()
	await expect(project.drawer.locator('#quote-3')).toBeFocused()
	await page.keyboard.press('Escape')
	await expect(page.getByTestId('outputs-history-drawer')).toBeVisible()
	await expect(page.getByTestId('outputs-history-item')).toBeFocused()
	await page.keyboard.press('Escape')
	await expect(page.getByRole('dialog')).toHaveCount(0)
	await expect(page.getByTestId('outputs-history-button')).toBeFocused()
})

test('the focus goes to the card of the fact that is current as the evidence closes', async ({
	page,
	project,
}) => {
	await project.factCards.nth(2).getByTestId('evidence-open').click()
	await expect(placeOf(page)).toHaveText('3 of 12')
	await page.keyboard.press('j')
	await page.keyboard.press('j')
	await expect(placeOf(page)).toHaveText('5 of 12')
	await page.keyboard.press('Escape')
	await expect(project.factCards.nth(4)).toBeFocused()
	await expect(project.factCards.nth(4)).toBeInViewport()
})

test('the facts of a source are gone through from its reader as the text is read, and Escape leads back to the reader', async ({
	page,
	project,
	client,
	seed,
}) => {
	const { project_id: projectId, source_id: sourceId } = seed
	const other = await client.source.add.mutate({ projectId, title: 'Diary', text: 'It rained.' })
	await client.fact.add.mutate({ projectId, sourceId: other.id ?? '', claim: 'It rained' })
	const { groups } = await client.fact.order.query({ projectId, sourceId, sort: 'reading' })
	const ids = groups.flatMap((group) => group.ids)
	const { facts } = await client.fact.byIds.query({ projectId, factIds: ids })
	const factOf = (id = '') => facts.find((fact) => fact.id === id)
	const toReview = ids.filter((id) => /pending|needs_review/.test(factOf(id)?.status ?? ''))
	await project.open()
	const opener = page.getByRole('button', { name: 'Heat in the city' })
	await opener.click()
	const reader = page.getByTestId('source-reader')
	const review = reader.getByTestId('source-review')
	await expect(review).toHaveText(`Review ${toReview.length} facts`)
	await review.click()
	await expect(claimOf(page)).toHaveText(factOf(toReview[0])?.claim ?? '')
	const first = ids.indexOf(toReview[0] ?? '')
	for (let at = first; at < ids.length; at++) {
		await expect(placeOf(page)).toHaveText(`${at + 1} of 12`)
		await expect(claimOf(page)).toHaveText(factOf(ids[at])?.claim ?? '')
		await page.keyboard.press('j')
	}
	await page.keyboard.press('Escape')
	await expect(review).toBeFocused()
	await review.click()
	await page.keyboard.press('a')
	await expect(claimOf(page)).toHaveText(factOf(toReview[1])?.claim ?? '')
	await page.getByTestId('evidence-back-to-source').click()
	await expect(review).toHaveText(`Review ${toReview.length - 1} facts`)
	await page.keyboard.press('Escape')
	await expect(page.getByRole('dialog')).toHaveCount(0)
	await expect(opener).toBeFocused()
})

test('a source without a fact has no way to review', async ({ page, project, client, seed }) => {
	const { project_id: projectId } = seed
	await client.source.add.mutate({ projectId, title: 'Diary', text: 'It rained.' })
	await project.open()
	const reviewed = page.waitForResponse(callsOf('fact.undecided'))
	await page.getByRole('button', { name: 'Diary' }).click()
	await (await reviewed).finished()
	const reader = page.getByTestId('source-reader')
	await expect(reader.getByText('It rained.')).toBeVisible()
	await expect(reader.getByTestId('source-review')).toHaveCount(0)
})
