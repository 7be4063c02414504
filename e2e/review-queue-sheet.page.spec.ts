import { expect, test } from './harness/fixtures'
import { claimOf, openUndecided, panelOf, placeOf, statusOf } from './pages/review-queue'

// Of 12 facts the first, sixth and eleventh are pending, and so on through the five statuses.
test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

for (const [device, viewport] of [
	['a phone', { width: 390, height: 700 }],
	['a wide screen', { width: 1440, height: 700 }],
] as const)
	test.describe(`on ${device}`, () => {
		test.use({ viewport })

		test('the claim, its status and the verdicts stay in sight while the source scrolls, however long the claim is', async ({
			page,
			project,
			client,
			seed,
		}) => {
			await expect(project.factCards).toHaveCount(12)
			const ids = await project.factIds()
			await client.fact.editClaim.mutate({
				projectId: seed.project_id,
				...{ factId: ids[7] ?? '', version: 1, claim: 'Shade cools. '.repeat(140).trim() },
			})
			await project.open()
			for (const index of [1, 7]) {
				await project.factCards.nth(index).getByTestId('evidence-open').click()
				await expect(page.getByTestId('evidence-quote')).toBeInViewport({ ratio: 1 })
				await panelOf(page).evaluate((sheet) => sheet.scrollTo({ top: sheet.scrollHeight }))
				await expect(claimOf(page)).toBeInViewport({ ratio: 1 })
				await expect(statusOf(page)).toBeInViewport({ ratio: 1 })
				await expect(panelOf(page).getByTestId('fact-reject')).toBeInViewport({ ratio: 1 })
				await expect(page.getByTestId('evidence-close')).toBeInViewport({ ratio: 1 })
				if (index === 7) await expect(claimOf(page)).toHaveAttribute('tabindex', '0')
				await page.getByTestId('evidence-close').click()
			}
		})
	})

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 700 } })

	test('a message of a decision covers neither the claim that comes nor the verdicts', async ({
		page,
		project,
	}) => {
		const [, second = '', third = ''] = await openUndecided(page, project)
		await panelOf(page).getByTestId('fact-approve').click()
		await expect(claimOf(page)).toHaveText(second)
		await expect(project.undoButton).toBeInViewport()
		const message = await project.undoButton.boundingBox()
		const verdict = await panelOf(page).getByTestId('fact-approve').boundingBox()
		expect(message?.y).toBeGreaterThan((verdict?.y ?? 0) + (verdict?.height ?? 0))
		await expect(claimOf(page)).toBeInViewport({ ratio: 1 })
		await panelOf(page).getByTestId('fact-approve').click()
		await expect(claimOf(page)).toHaveText(third)
	})

	test('a double click decides on one fact alone', async ({ page, project, client, seed }) => {
		const [, second = ''] = await openUndecided(page, project)
		const undecided = () => client.fact.undecided.query({ projectId: seed.project_id })
		const before = (await undecided()).ids.length
		await panelOf(page).getByTestId('fact-approve').dblclick()
		await expect(claimOf(page)).toHaveText(second)
		await expect(statusOf(page)).toHaveText(/Pending|Needs review/)
		await expect.poll(async () => (await undecided()).ids.length).toBe(before - 1)
	})
})

test('the keys are listed beside the evidence, and rest while they are', async ({
	page,
	project,
}) => {
	await openUndecided(page, project)
	const status = await statusOf(page).innerText()
	await page.keyboard.press('?')
	const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
	await expect(keys).toBeFocused()
	// Escape is the sheet's until the dialog above it is drawn.
	await page.evaluate(
		() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
	)
	await page.keyboard.press('a')
	await page.keyboard.press('Escape')
	await expect(keys).toBeHidden()
	await expect(statusOf(page)).toHaveText(status)
	await expect(placeOf(page)).toHaveText(/^1 of/)
})

for (const [device, use, least, most] of [
	['a finger', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, 40, 200],
	['a mouse', { viewport: { width: 1440, height: 900 } }, 30, 36],
] as const)
	test.describe(`by ${device}`, () => {
		test.use(use)

		test(`what is pressed in the head of the evidence is between ${least} and ${most} pixels high`, async ({
			page,
			project,
		}) => {
			await openUndecided(page, project)
			const pressed = page.locator('[data-drawer-head]').locator('button, label')
			await expect(pressed).toHaveCount(9)
			for (const target of await pressed.all()) {
				const box = await target.boundingBox()
				expect(box?.height).toBeGreaterThanOrEqual(least)
				expect(box?.height).toBeLessThanOrEqual(most)
				expect(box?.width).toBeGreaterThanOrEqual(least)
				await expect(target).toBeInViewport({ ratio: 1 })
			}
		})
	})
