import { expect, test } from './harness/fixtures'
import { noticeIn } from './pages/away-database'

test('a server that gives no answer is told once, and one attempt brings all panels', async ({
	page,
	seed,
}) => {
	const isLater = (url: URL) =>
		url.pathname.startsWith('/api/trpc/') && !/project\.get|health/.test(url.pathname)
	await page.route(isLater, (route) =>
		route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>No answer' }),
	)
	await page.goto(`/project/${seed.project_id}`)
	await expect(noticeIn(page)).toContainText('The server did not answer.')
	await expect(page.getByText('The sources could not be loaded.')).toBeVisible()
	await expect(page.getByText('The facts could not be loaded.')).toBeVisible()
	await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
	await page.unroute(isLater)
	await noticeIn(page).getByRole('button', { name: 'Try again' }).click()
	await expect(page.getByTestId('fact-card')).toHaveCount(3)
	await expect(page.getByTestId('source-item')).toHaveCount(1)
	await expect(noticeIn(page)).toBeEmpty()
})
