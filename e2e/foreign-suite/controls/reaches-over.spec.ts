import { test } from '../fixtures'

test('reaches into the board of another worker', async ({ page, application }) => {
	const label = 'the test of another'
	const other = await application.seed({ run: 'other', shard: 0, worker: 7, label }, {})
	// The refusal may end the page before it is loaded.
	await page.goto(`/board/${other.board_id}`).catch(() => {})
})
