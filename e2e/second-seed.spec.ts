import { expect, test } from './harness/fixtures'
import { ProjectPage } from './pages/project-page'

test('a second seed has the lease of the first one, and both are open to the test', async ({
	project,
	seed,
	seedAnother,
	page,
}) => {
	const another = await seedAnother({ facts_count: 5, scenario: 'review' })
	expect(another.lease_id).toBe(seed.lease_id)
	expect(another.project_id).not.toBe(seed.project_id)
	await expect(project.factCards).toHaveCount(seed.facts_count)
	const second = new ProjectPage(page, another)
	await second.open()
	await expect(second.factCards).toHaveCount(5)
	await page.goto('/')
	await expect(page.getByRole('main').getByRole('link')).toHaveCount(2)
})
