/** Specs that open one page for all tests of a file. */
import type { Page } from '@playwright/test'
import { workerIdentity } from '../../src/server/seed/worker-identity'
import { test as base, expect } from '../harness/fixtures'
import { announcedRun } from '../isolation/run'

const test = base.extend<object, { kept: Page }>({
	kept: [
		async ({ browser }, use) => use(await (await browser.newContext()).newPage()),
		{ scope: 'worker', auto: true },
	],
})

const ownProject = () => {
	const worker = Number(process.env.TEST_PARALLEL_INDEX)
	return `/project/${workerIdentity({ ...announcedRun(), worker }).project_id}`
}
const cardsOf = (page: Page) => page.getByTestId('fact-card')

test.describe('opened in beforeAll', () => {
	let page: Page
	test.beforeAll(async ({ browser }) => {
		page = await browser.newPage()
		await page.goto(ownProject())
		await expect(cardsOf(page)).toHaveCount(3)
	})

	test.afterAll(async () => {
		await cardsOf(page).first().getByTestId('fact-pin-toggle').click()
		await expect(page.locator('[data-pinned=true]')).toHaveCount(0)
		await page.reload()
		await expect(cardsOf(page)).toHaveCount(3)
		await expect(page.locator('[data-pinned=true]')).toHaveCount(0)
	})

	for (const name of ['first', 'second', 'third'])
		test(`the ${name} test reads and writes`, async ({ seed }) => {
			await page.goto(`/project/${seed.project_id}`)
			await expect(cardsOf(page)).toHaveCount(3)
			await cardsOf(page).first().getByTestId('fact-pin-toggle').click()
			await expect(cardsOf(page).first().getByTestId('fact-pin-state')).toHaveAttribute(
				'data-pinned',
				'true',
			)
		})
})

test.describe('opened in beforeAll with the seed', () => {
	let page: Page
	test.beforeAll(async ({ browser, seed }) => {
		page = await browser.newPage()
		await page.goto(`/project/${seed.project_id}`)
		await expect(cardsOf(page)).toHaveCount(3)
	})

	for (const name of ['first', 'second'])
		test(`the ${name} test reads`, async () => {
			await page.reload()
			await expect(cardsOf(page)).toHaveCount(3)
		})
})

test.describe('opened by a fixture of the worker', () => {
	for (const name of ['first', 'second'])
		test(`the ${name} test reads`, async ({ kept, seed, baseURL }) => {
			await kept.goto(`${baseURL}/project/${seed.project_id}`)
			await expect(cardsOf(kept)).toHaveCount(3)
		})
})

test.describe('with the data of the tests before', () => {
	test.describe.configure({ mode: 'serial' })
	test.use({ seedPer: 'worker' })
	let page: Page
	test.beforeAll(async ({ browser }) => {
		page = await browser.newPage()
		await page.goto(ownProject())
	})

	test('the first test pins a fact', async () => {
		await cardsOf(page).first().getByTestId('fact-pin-toggle').click()
		await expect(cardsOf(page).first().getByTestId('fact-pin-state')).toHaveAttribute(
			'data-pinned',
			'true',
		)
	})

	test('the second test finds it pinned', async () => {
		await page.reload()
		await expect(page.locator('[data-pinned=true]')).toHaveCount(1)
	})
})
