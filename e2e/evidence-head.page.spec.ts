import { expect, test } from './harness/fixtures'
import { claimOf, goOn, panelOf } from './pages/review-queue'

test.use({ seedRequest: { facts_count: 4 } })

type Page = Parameters<typeof panelOf>[0]

/** Where the verdicts and the switch beside them stand. */
async function placesOf(page: Page) {
	const moving = () => panelOf(page).evaluate((sheet) => sheet.getAnimations().length)
	await expect.poll(moving).toBe(0)
	return {
		approve: await panelOf(page).getByTestId('fact-approve').boundingBox(),
		goOn: await goOn(page).boundingBox(),
	}
}

for (const [device, viewport] of [
	['a phone', { width: 390, height: 844 }],
	['a wide screen', { width: 1440, height: 900 }],
] as const)
	test.describe(`on ${device}`, () => {
		test.use({ viewport })

		test('the verdicts stay where they are from fact to fact, however many lines a claim has', async ({
			page,
			project,
			client,
			seed,
		}) => {
			await expect(project.factCards).toHaveCount(4)
			const ids = await project.factIds()
			const claims = ['Shade cools.', 'Shade cools streets. '.repeat(3), 'Shade cools. '.repeat(24)]
			for (const [index, claim] of claims.entries())
				await client.fact.editClaim.mutate({
					projectId: seed.project_id,
					...{ factId: ids[index] ?? '', version: 1, claim: claim.trim() },
				})
			await project.open()
			await project.factCards.first().getByTestId('evidence-open').click()
			const places = []
			for (const claim of claims) {
				await expect(claimOf(page)).toHaveText(claim.trim())
				await expect(page.getByTestId('evidence-quote')).toBeInViewport()
				places.push(await placesOf(page))
				await panelOf(page).getByRole('button', { name: 'Next fact' }).click()
			}
			expect(places[0]?.approve).not.toBeNull()
			expect(places[1]).toEqual(places[0])
			expect(places[2]).toEqual(places[0])
		})

		test('the verdicts stay where they are where a citation was reworded since', async ({
			page,
			project,
			client,
			seed,
		}) => {
			await project.selectFacts(2)
			await project.generate()
			await expect(project.drawer).toBeVisible()
			const factId = (await project.factIds())[0] ?? ''
			await client.fact.editClaim.mutate({
				projectId: seed.project_id,
				...{ factId, version: 1, claim: 'Trees cool' },
			})
			await page.getByRole('button', { name: 'Evidence of quote 1' }).click()
			await expect(panelOf(page).getByTestId('evidence-since')).toContainText('Reworded since')
			const reworded = await placesOf(page)
			await panelOf(page).getByRole('button', { name: 'Next fact' }).click()
			await expect(panelOf(page).getByTestId('evidence-since')).toHaveCount(0)
			await expect(page.getByTestId('evidence-quote')).toBeInViewport()
			expect(await placesOf(page)).toEqual(reworded)
		})
	})
