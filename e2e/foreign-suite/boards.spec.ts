import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { expect, test } from './fixtures'

const seeded = ['Write the plan', 'Ask three people', 'Throw the plan away']

test('a page has the user, the theme and the header of the suite, and the lease of the test', async ({
	page,
	seed,
}) => {
	await page.goto(`/board/${seed.board_id}`)
	await expect(page.getByRole('heading')).toHaveText('ann of acme')
	await expect(page.getByText('Theme:')).toHaveText('Theme: dark')
	await expect(page.getByRole('listitem')).toHaveText(seeded)
})

for (const round of ['first', 'second', 'third'])
	test(`a card of one test is not in the next one: ${round}`, async ({ page, seed }) => {
		await page.goto(`/board/${seed.board_id}`)
		await expect(page.getByRole('listitem')).toHaveText(seeded)
		await page.getByRole('button').click()
		await expect(page.getByRole('listitem')).toHaveText([...seeded, 'New card'])
	})

test.describe('a board that a worker keeps', () => {
	test.describe.configure({ mode: 'default' })

	test('begins like any other', async ({ page, seed }) => {
		await page.goto(`/board/${seed.board_id}`)
		await page.getByRole('button').click()
		await expect(page.getByRole('listitem')).toHaveCount(seeded.length + 1)
	})

	test.describe('in the next test', () => {
		test.use({ seedPer: 'worker' })
		test('has what the test before has left', async ({ page, seed }) => {
			await page.goto(`/board/${seed.board_id}`)
			await expect(page.getByRole('listitem')).toHaveCount(seeded.length + 1)
		})
	})
})

test('a context that a test makes has user and lease', async ({ browser, baseURL, seed }) => {
	const context = await browser.newContext({ baseURL })
	const page = await context.newPage()
	await page.goto(`/board/${seed.board_id}`)
	await expect(page.getByRole('heading')).toHaveText('ann of acme')
	await expect(page.getByRole('listitem')).toHaveText(seeded)
	await context.close()
})

test('a second board of a test is open to it', async ({ page, seed, seedAnother }) => {
	const second = await seedAnother()
	expect(second.lease_id).toBe(seed.lease_id)
	await page.goto(`/board/${second.board_id}`)
	await expect(page.getByRole('listitem')).toHaveText(seeded)
})

test('a test that reaches into the board of another worker fails, although it asks nothing of what the page shows', async () => {
	test.setTimeout(90_000)
	const env = { ...process.env, E2E_CONTROLS: '1', TEST_WORKER_INDEX: undefined }
	const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
	const args = [cli, 'test', '--config=e2e/foreign-suite', '--reporter=line']
	await expect(promisify(execFile)(process.execPath, args, { env })).rejects.toMatchObject({
		code: 1,
		stdout: expect.stringContaining('This test broke isolation.'),
	})
})
