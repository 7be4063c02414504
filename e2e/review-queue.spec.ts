import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'
import { holdCalls } from './pages/hold-calls'
import {
	claimOf,
	claimsIn,
	goOn,
	leftOf,
	openUndecided,
	panelOf,
	placeOf,
	statusOf,
} from './pages/review-queue'

// Of 12 facts the first, sixth and eleventh are pending, and so on through the five statuses.
test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

test('the evidence goes through the filtered view in its order, where what was decided keeps its place', async ({
	page,
	project,
}) => {
	const claims = await openUndecided(page, project, '&sort=newest')
	expect(claims.length).toBeGreaterThan(3)
	for (const claim of claims.slice(1)) {
		await page.keyboard.press('j')
		await expect(claimOf(page)).toHaveText(claim)
	}
	await expect(panelOf(page).getByRole('button', { name: 'Next fact' })).toHaveAttribute(
		'aria-disabled',
		'true',
	)
	await page.keyboard.press('r')
	await expect(claimOf(page)).toHaveText(claims[0] ?? '')
	await page.keyboard.press('a')
	await expect(claimOf(page)).toHaveText(claims[1] ?? '')
	await page.keyboard.press('k')
	await expect(claimOf(page)).toHaveText(claims[0] ?? '')
	await expect(statusOf(page)).toHaveText('Approved')
	await expect(placeOf(page)).toHaveText(`1 of ${claims.length}`)
})

test('a decision leads on to the next fact to review, from the last to the first, counts down at once, and at the end says so', async ({
	page,
	project,
	client,
	seed,
}) => {
	await project.factCards.nth(2).getByTestId('evidence-open').click()
	await expect(placeOf(page)).toHaveText('3 of 12')
	const left = Number((await leftOf(page).innerText()).replace(' left', ''))
	expect(left).toBeGreaterThan(3)
	// What is not answered yet counts all the same.
	const release = await holdCalls(page, 'fact.change')
	for (let decided = 0; decided < left; decided++) {
		const isFirst = decided === 0
		await expect(leftOf(page)).toHaveText(`${left - decided} left`)
		await expect(statusOf(page)).toHaveText(/Pending|Needs review/)
		await panelOf(page)
			.getByTestId(isFirst ? 'fact-reject' : 'fact-approve')
			.click()
	}
	await expect(leftOf(page)).toHaveText('0 left')
	await expect(panelOf(page).getByText('All 12 are decided.')).toBeVisible()
	release()
	await panelOf(page).getByRole('button', { name: 'Back to the list' }).click()
	await expect(panelOf(page)).toBeHidden()
	const badges = project.factCards.getByTestId('fact-status-badge')
	await expect(badges).toHaveCount(12)
	await expect(badges.filter({ hasText: /Pending|Needs review/ })).toHaveCount(0)
	const undecided = () => client.fact.undecided.query({ projectId: seed.project_id })
	await expect.poll(async () => (await undecided()).ids).toEqual([])
})

test('a decision that waits for its answer stays shown although the server still says what was before', async ({
	page,
	project,
}) => {
	const [first = '', second = ''] = await openUndecided(page, project)
	const left = Number((await leftOf(page).innerText()).replace(' left', ''))
	await page.route(callsOf('fact.change'), () => {})
	await page.keyboard.press('a')
	await expect(claimOf(page)).toHaveText(second)
	const reading = page.waitForResponse(callsOf('source.evidence'))
	await page.keyboard.press('k')
	await (await reading).finished()
	for (let frame = 0; frame < 10; frame++)
		await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
	await expect(claimOf(page)).toHaveText(first)
	await expect(statusOf(page)).toHaveText('Approved')
	await expect(leftOf(page)).toHaveText(`${left - 1} left`)
})

test('that a decision leads on can be switched off, and stays so', async ({ page, project }) => {
	const [first = ''] = await openUndecided(page, project)
	await expect(goOn(page)).toBeChecked()
	await goOn(page).uncheck()
	await page.keyboard.press('a')
	await expect(statusOf(page)).toHaveText('Approved')
	await expect(claimOf(page)).toHaveText(first)
	await page.reload()
	await project.factCards.first().getByTestId('evidence-open').click()
	await expect(goOn(page)).not.toBeChecked()
})

test('undo leads back to the fact that was taken back, by key and from the message', async ({
	page,
	project,
}) => {
	const [first = '', second = ''] = await openUndecided(page, project)
	const before = await leftOf(page).innerText()
	for (const undo of [() => page.keyboard.press('u'), () => project.undo()]) {
		const status = await statusOf(page).innerText()
		await page.keyboard.press('f')
		await expect(claimOf(page)).toHaveText(second)
		await expect(leftOf(page)).not.toHaveText(before)
		await undo()
		await expect(claimOf(page)).toHaveText(first)
		await expect(statusOf(page)).toHaveText(status)
		await expect(leftOf(page)).toHaveText(before)
		await expect(page.getByText('Taken back.', { exact: true }).first()).toBeVisible()
	}
})

test('of keys that come before the page is drawn anew, each step counts, and of decisions only the first', async ({
	page,
	project,
	client,
	seed,
}) => {
	const claims = await openUndecided(page, project)
	const ids = await project.factIds()
	const decided: unknown[] = []
	page.on('request', (request) => {
		if (callsOf('fact.change').test(request.url())) decided.push(request.postDataJSON())
	})
	const burst = (key: string) =>
		page.evaluate((key) => {
			for (let press = 0; press < 3; press++)
				document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
		}, key)
	await burst('j')
	await expect(claimOf(page)).toHaveText(claims[3] ?? '')
	await burst('a')
	await expect(claimOf(page)).toHaveText(claims[4] ?? '')
	await page.keyboard.press('f')
	await expect
		.poll(async () => (await client.fact.undecided.query({ projectId: seed.project_id })).ids)
		.toHaveLength(3)
	expect(decided).toEqual([
		{
			projectId: seed.project_id,
			changes: [{ factIds: [ids[3]], set: { status: 'approved' } }],
		},
		{ projectId: seed.project_id, changes: [{ factIds: [ids[4]], set: { status: 'flagged' } }] },
	])
})

test('holding j shows each fact with its own status', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(12)
	const statuses = await project.factCards.getByTestId('fact-status-badge').allInnerTexts()
	const claims = await claimsIn(project.factCards)
	await project.factCards.first().getByTestId('evidence-open').click()
	await expect(claimOf(page)).toHaveText(claims[0] ?? '')
	// Noted in the page, at every change of what it shows.
	await page.evaluate(() => {
		const shown: string[] = []
		Object.assign(window, { shown })
		const panel = document.querySelector('[data-testid="evidence-panel"]')
		const text = (id: string) => panel?.querySelector(`[data-testid="${id}"]`)?.textContent
		const note = () => {
			const [claim, status] = [text('evidence-fact-text'), text('fact-status-badge')]
			if (claim && status) shown.push(`${claim} | ${status}`)
		}
		if (panel) new MutationObserver(note).observe(panel, { subtree: true, childList: true })
	})
	await page.keyboard.down('j')
	for (let press = 0; press < 20; press++) await page.keyboard.down('j')
	await page.keyboard.up('j')
	await expect(claimOf(page)).toHaveText(claims[11] ?? '')
	await expect(placeOf(page)).toHaveText('12 of 12')
	const shown = await page.evaluate(() => (window as unknown as { shown: string[] }).shown)
	const right = claims.map((claim, index) => `${claim} | ${statuses[index]}`)
	expect(shown.filter((each) => !right.includes(each))).toEqual([])
	await expect(statusOf(page)).toHaveText(statuses[11] ?? '')
})

test('a reader is told of the claim that comes', async ({ page, project }) => {
	const [, second = ''] = await openUndecided(page, project)
	await page.keyboard.press('a')
	await expect(panelOf(page).getByRole('status').filter({ hasText: second })).toHaveText(
		new RegExp(`^2 of \\d+: ${second}$`),
	)
})
