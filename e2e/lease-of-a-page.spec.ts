import { expect, test } from './harness/fixtures'

test('a page sends its lease while and after its cookies are cleared', async ({
	context,
	page,
	project,
	baseURL,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const others = ['first', 'second'].map((name) => ({ name, value: 'x', url: baseURL ?? '' }))
	await context.addCookies(others)
	const namesOf = async () => (await context.cookies()).map(({ name }) => name).sort()
	const asking = page.evaluate(askUntilTold, project.seed.project_id)
	await context.clearCookies({ name: 'first' })
	expect(await namesOf()).toEqual(['second', 'x-seed-lease'])
	await context.clearCookies()
	expect(await namesOf()).toEqual(['x-seed-lease'])
	await page.evaluate(() => document.body.classList.add('told'))
	expect([...new Set(await asking)]).toEqual([200])
})

/** Runs in the page: asks for the project again and again, four times at once. Returns the statuses of the answers. */
async function askUntilTold(projectId: string): Promise<number[]> {
	const input = encodeURIComponent(JSON.stringify({ projectId }))
	const statuses: number[] = []
	async function ask() {
		while (!document.body.classList.contains('told'))
			statuses.push((await fetch(`/api/trpc/project.get?input=${input}`)).status)
	}
	await Promise.all([ask(), ask(), ask(), ask()])
	return statuses
}

test.describe('with a storage state of its own', () => {
	test.use({ storageState: { cookies: [], origins: [] } })

	test('a page sends its lease', async ({ project }) => {
		await expect(project.factCards).toHaveCount(3)
	})
})

test('a page sends its lease after its storage state was set', async ({ context, project }) => {
	await context.setStorageState({ cookies: [], origins: [] })
	await project.page.reload()
	await expect(project.factCards).toHaveCount(3)
})

test('a page sends its lease while its storage state is set', async ({
	context,
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const asking = page.evaluate(askUntilTold, project.seed.project_id)
	for (let time = 0; time < 20; time += 1)
		await context.setStorageState({ cookies: [], origins: [] })
	await page.evaluate(() => document.body.classList.add('told'))
	expect([...new Set(await asking)]).toEqual([200])
})
