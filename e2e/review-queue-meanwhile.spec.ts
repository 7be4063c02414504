import { expect, test } from './harness/fixtures'
import { claimOf, claimsIn, leftOf, openUndecided, placeOf, statusOf } from './pages/review-queue'

// Of 12 facts the first, sixth and eleventh are pending, and so on through the five statuses.
test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

test('a fact that was deleted meanwhile is passed over', async ({
	page,
	project,
	client,
	seed,
}) => {
	await expect(project.factCards).toHaveCount(12)
	const ids = await project.factIds()
	const claims = await claimsIn(project.factCards)
	const removed = [ids[4] ?? '', ids[5] ?? '']
	await project.factCards.nth(2).getByTestId('evidence-open').click()
	await expect(placeOf(page)).toHaveText('3 of 12')
	await client.fact.change.mutate({
		projectId: seed.project_id,
		changes: [{ factIds: removed, set: { removed: true } }],
	})
	await page.keyboard.press('j')
	await expect(claimOf(page)).toHaveText(claims[3] ?? '')
	await page.keyboard.press('j')
	await expect(claimOf(page)).toHaveText(claims[6] ?? '')
	await expect(placeOf(page)).toHaveText('5 of 10')
	await page.keyboard.press('k')
	await expect(claimOf(page)).toHaveText(claims[3] ?? '')
})

test('what somebody else decided meanwhile is not left any more', async ({
	page,
	project,
	client,
	seed,
}) => {
	const claims = await openUndecided(page, project)
	const ids = await project.factIds()
	await expect(leftOf(page)).toHaveText(`${claims.length} left`)
	await client.fact.change.mutate({
		projectId: seed.project_id,
		changes: [{ factIds: ids.slice(2).map(String), set: { status: 'approved' } }],
	})
	await page.keyboard.press('j')
	await page.keyboard.press('j')
	await page.keyboard.press('j')
	await expect(statusOf(page)).toHaveText('Approved')
	await expect(leftOf(page)).toHaveText('2 left')
})
