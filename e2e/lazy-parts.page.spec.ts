import { expect, test } from './harness/fixtures'
import type { ProjectPage } from './pages/project-page'

type Page = ProjectPage['page']
type Answer = Parameters<Page['route']>[1]

/** Answers for every script that the page does not name in its HTML. Those are its lazy parts. */
async function forLazyParts(page: Page, address: string, answer: Answer) {
	const html = await (await page.goto(address))?.text()
	const isLazy = (url: URL) =>
		url.pathname.startsWith('/_next/static/chunks/') && !html?.includes(url.pathname)
	await page.route(isLazy, answer)
	await page.goto(address)
	return () => page.unroute(isLazy)
}

test('a dialog whose code does not come says so, and opens at the next attempt', async ({
	page,
	seed,
}) => {
	const comesBack = await forLazyParts(page, '/', (route) => route.abort())
	await expect(page.getByRole('link', { name: 'Seeded research' })).toBeVisible()
	const button = page.getByTestId('project-create')
	await button.click()
	const notice = page.getByTestId('load-failure')
	await expect(notice).toContainText('could not be loaded')
	await expect(notice.getByRole('button', { name: 'Try again' })).toBeFocused()
	await page.keyboard.press('Enter')
	await expect(notice).toContainText('could not be loaded')
	await notice.getByRole('button', { name: 'Not now' }).click()
	await expect(notice).toHaveCount(0)
	await expect(button).toBeFocused()
	await button.click()
	await expect(notice).toBeVisible()
	await comesBack()
	await notice.getByRole('button', { name: 'Try again' }).click()
	await expect(page.getByRole('dialog', { name: 'New project' })).toBeVisible()
	await page.keyboard.press('Escape')
	await expect(button).toBeFocused()
	expect(seed.project_id).toBeTruthy()
})

test('a page that is older than the server’s version offers to load it again', async ({
	page,
	seed,
}) => {
	const comesBack = await forLazyParts(page, `/project/${seed.project_id}`, (route) =>
		route.fulfill({ status: 404, contentType: 'text/html', body: 'Not found' }),
	)
	const notice = page.getByTestId('load-failure')
	for (const press of [
		() => page.getByTestId('outputs-history-button').click(),
		() => page.getByTestId('evidence-open').first().click(),
		() => page.getByRole('button', { name: 'Add source' }).click(),
		() => page.getByRole('button', { name: 'Add fact' }).click(),
		() => page.getByTestId('fact-edit').first().click(),
		() => page.getByRole('button', { name: 'Keyboard shortcuts' }).click(),
		() => page.getByTestId('facts-sort-trigger').click(),
	]) {
		await press()
		await expect(notice).toContainText('older than the server')
		await expect(notice).toContainText('what you typed here and did not save is lost')
		await notice.getByRole('button', { name: 'Not now' }).click()
		await expect(notice).toHaveCount(0)
	}
	await page.getByTestId('outputs-history-button').click()
	await expect(notice).toBeVisible()
	await comesBack()
	await notice.getByRole('button', { name: 'Load the page again' }).click()
	await page.getByTestId('outputs-history-button').click()
	await expect(page.getByTestId('outputs-history-drawer')).toBeVisible()
})
