import { expect, test } from './harness/fixtures'

test.use({ seedRequest: { facts_count: 90 } })

test('the list is where it was after Back and after a reload, and at its top after a link', async ({
	page,
	project,
	seed,
}) => {
	await expect(project.factCards.first()).toBeVisible()
	const place = () => page.evaluate(() => Math.round(window.scrollY))
	/** The fact at the top of the window, and where it begins there. */
	const atTop = () =>
		project.factCards.evaluateAll((cards) => {
			const shown = cards.map((card) => {
				const { top, bottom } = card.getBoundingClientRect()
				return { id: card.getAttribute('data-fact-id'), top, bottom }
			})
			const first = shown.find(({ top, bottom }) => top <= 0 && bottom > 0)
			return first ? `${first.id} at ${Math.round(first.top / 10)}` : 'none'
		})
	await expect(async () => {
		await page.evaluate(() => window.scrollTo({ top: 4_500, behavior: 'instant' }))
		expect(await place()).toBe(4_500)
		// The list measures what it draws, and is at rest once nothing moves any more.
		const seen = await atTop()
		await page.evaluate(async () => {
			for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame)
		})
		expect(await atTop()).toBe(seen)
	}).toPass()
	const before = await atTop()
	expect(before).toContain(' at ')

	await page.evaluate(() => document.querySelector<HTMLElement>('nav a[href="/"]')?.click())
	await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
	await page.goBack()
	await expect.poll(atTop).toBe(before)
	await page.reload()
	await expect.poll(atTop).toBe(before)

	await page.evaluate(() => document.querySelector<HTMLElement>('nav a[href="/"]')?.click())
	await page.locator(`a[href="/project/${seed.project_id}"]`).click()
	await expect(project.factCards.first()).toBeVisible()
	expect(await place()).toBe(0)
})
