import { expect, test } from './harness/fixtures'
import { refuse } from './pages/away-database'
import { callsOf } from './pages/calls-of'
import { holdCalls } from './pages/hold-calls'
import {
	claimOf,
	claimsIn,
	leftOf,
	openUndecided,
	panelOf,
	placeOf,
	statusOf,
} from './pages/review-queue'

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

test('what somebody else decided is not left any more once the window has the focus again', async ({
	page,
	project,
	client,
	seed,
}) => {
	const { length } = await openUndecided(page, project)
	const ids = await project.factIds()
	const decide = (index: number) =>
		client.fact.change.mutate({
			projectId: seed.project_id,
			changes: [{ factIds: [String(ids[index])], set: { status: 'approved' } }],
		})
	await expect(leftOf(page)).toHaveText(`${length} left`)
	await decide(2)
	await page.evaluate(() => window.dispatchEvent(new Event('focus')))
	await expect(leftOf(page)).toHaveText(`${length - 1} left`)
	await decide(3)
	await decide(0)
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
	await expect(leftOf(page)).toHaveText(`${length - 3} left`)
	await expect(statusOf(page)).toHaveText('Approved')
})

test('what is left is counted anew at a visit to a fact, half a minute after it was', async ({
	page,
	project,
	client,
	seed,
}) => {
	const { length } = await openUndecided(page, project)
	const ids = await project.factIds()
	await expect(leftOf(page)).toHaveText(`${length} left`)
	await client.fact.change.mutate({
		projectId: seed.project_id,
		changes: [{ factIds: [String(ids[3])], set: { status: 'approved' } }],
	})
	await page.clock.setFixedTime(Date.now() + 40_000)
	await page.keyboard.press('j')
	await expect(placeOf(page)).toHaveText(/^2 of/)
	await expect(statusOf(page)).toHaveText(/Pending|Needs review/)
	await expect(leftOf(page)).toHaveText(`${length - 1} left`)
})

test('decisions that are refused after the queue went on lead back to their facts, and count again', async ({
	page,
	project,
}) => {
	const [first = '', second = '', third = ''] = await openUndecided(page, project)
	const before = await leftOf(page).innerText()
	const status = await statusOf(page).innerText()
	const release = await holdCalls(page, 'fact.change', refuse('INTERNAL_SERVER_ERROR'))
	await page.keyboard.press('a')
	await expect(claimOf(page)).toHaveText(second)
	await page.keyboard.press('r')
	await expect(claimOf(page)).toHaveText(third)
	await expect(leftOf(page)).not.toHaveText(before)
	release()
	await expect(page.getByText('Nothing was changed at 2 facts. ').first()).toBeVisible()
	await expect(leftOf(page)).toHaveText(before)
	await page.keyboard.press('Escape')
	await expect(panelOf(page)).toBeHidden()
	await page.getByRole('button', { name: 'Show the fact' }).click()
	await expect(claimOf(page)).toHaveText(first)
	await expect(statusOf(page)).toHaveText(status)
	await expect(leftOf(page)).toHaveText(before)
	await expect(page.getByText(`Nothing was changed at “${second}”. `).first()).toBeVisible()
	await page.getByRole('button', { name: 'Show the fact' }).click()
	await expect(claimOf(page)).toHaveText(second)
	await expect(page.getByRole('button', { name: 'Show the fact' })).toHaveCount(0)
})

test('the message of a refusal goes once its fact is visited, and is without a way where it is shown still', async ({
	page,
	project,
}) => {
	const [first = '', second = ''] = await openUndecided(page, project)
	const way = page.getByRole('button', { name: 'Show the fact' })
	const release = await holdCalls(page, 'fact.change', refuse('INTERNAL_SERVER_ERROR'))
	await page.keyboard.press('a')
	await expect(claimOf(page)).toHaveText(second)
	release()
	await expect(way).toBeVisible()
	await page.keyboard.press('k')
	await expect(claimOf(page)).toHaveText(first)
	await expect(way).toHaveCount(0)
	await panelOf(page).getByRole('checkbox', { name: 'Go on after a decision' }).uncheck()
	await page.keyboard.press('a')
	await expect(page.getByText(/^Nothing was changed\. /).first()).toBeVisible()
	await expect(way).toHaveCount(0)
})

test('a fact whose decision was refused comes again once the others are decided', async ({
	page,
	project,
}) => {
	const [first = '', ...others] = await openUndecided(page, project)
	await page.route(callsOf('fact.change'), refuse('INTERNAL_SERVER_ERROR'), { times: 1 })
	await page.keyboard.press('a')
	await expect(page.getByRole('button', { name: 'Show the fact' })).toBeVisible()
	for (const claim of others) {
		await expect(claimOf(page)).toHaveText(claim)
		await page.keyboard.press('a')
	}
	await expect(claimOf(page)).toHaveText(first)
	await expect(leftOf(page)).toHaveText('1 left')
	await page.route(callsOf('fact.change'), refuse('INTERNAL_SERVER_ERROR'), { times: 1 })
	await page.keyboard.press('a')
	await expect(page.getByText(/^Nothing was changed\. /).first()).toBeVisible()
	await expect(leftOf(page)).toHaveText('1 left')
	await expect(panelOf(page).getByText(/^That was the last one|decided\.$/)).toHaveCount(0)
})

test('a key that comes before the fact decides nothing, and the evidence says so until one does', async ({
	page,
	project,
	client,
	seed,
}) => {
	await expect(project.factCards).toHaveCount(12)
	const left = async () => (await client.fact.undecided.query({ projectId: seed.project_id })).ids
	const before = await left()
	const early = page.getByTestId('evidence-early')
	const release = await holdCalls(page, 'source.evidence')
	await project.factCards.first().getByTestId('evidence-open').click()
	await expect(panelOf(page)).toBeVisible()
	await page.keyboard.press('a')
	await expect(early).toBeVisible()
	release()
	await expect(statusOf(page)).toHaveText('Pending')
	await expect(early).toBeVisible()
	expect(await left()).toEqual(before)
	await page.keyboard.press('a')
	await expect(placeOf(page)).not.toHaveText(/^1 of/)
	await expect(early).toHaveCount(0)
	await expect.poll(left).toEqual(before.slice(1))
})

test('the browser asks before a page is left whose decisions are not all answered, and not once they are', async ({
	page,
	project,
	client,
	seed,
}) => {
	const [, second = '', third = ''] = await openUndecided(page, project)
	const asked: string[] = []
	page.on('dialog', (dialog) => {
		asked.push(dialog.type())
		void dialog.dismiss()
	})
	const left = async () => (await client.fact.undecided.query({ projectId: seed.project_id })).ids
	const before = await left()
	const release = await holdCalls(page, 'fact.change')
	await page.keyboard.press('a')
	await expect(claimOf(page)).toHaveText(second)
	await page.keyboard.press('a')
	await expect(claimOf(page)).toHaveText(third)
	await page.evaluate(() => void setTimeout(() => location.reload()))
	await expect.poll(() => asked).toEqual(['beforeunload'])
	release()
	await expect.poll(left).toEqual(before.slice(2))
	await expect(project.undoButton).toBeVisible()
	await page.reload()
	expect(asked).toHaveLength(1)
})
