import { test } from './harness/fixtures'

test.use({ seedRequest: { scenario: 'review', facts_count: 24 } })
for (const [width, height] of [
	[1440, 900],
	[1280, 800],
	[390, 844],
	[800, 900],
] as const)
	for (const colorScheme of ['light', 'dark'] as const)
		test(`shots ${width} ${colorScheme}`, async ({ page, project, seed, client }) => {
			await client.fact.change
				.mutate({
					projectId: seed.project_id,
					changes: [
						{
							factIds: (await project.factIds()).slice(2, 5).map(String),
							set: { addTag: 'roofs' },
						},
					],
				})
				.catch(() => {})
			await page.emulateMedia({ colorScheme })
			await page.setViewportSize({ width, height })
			await project.open()
			await page.waitForTimeout(600)
			const shot = (name: string) =>
				page.screenshot({ path: `/tmp/p/shots/${width}-${colorScheme}-${name}.png` })
			await shot('plain')
			await project.selectFacts(3)
			await page.waitForTimeout(300)
			await shot('selected')
			if (colorScheme === 'dark') return
			await page.getByTestId('bulk-more').click()
			await page.waitForTimeout(300)
			await shot('menu')
			await page.keyboard.press('Escape')
			await page.getByTestId('facts-filter-selected').click()
			await page.waitForTimeout(300)
			await shot('only')
			await page.getByTestId('evidence-open').first().click()
			await page.waitForTimeout(1200)
			await shot('evidence')
		})
