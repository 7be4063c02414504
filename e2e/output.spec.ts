import { readFile } from 'node:fs/promises'
import { signal } from '../src/testing/signal'
import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'

test.describe('with facts that are not approved', () => {
	test.use({ seedRequest: { scenario: 'review', facts_count: 6 } })

	test('the trust gate asks first, and cancelling writes nothing', async ({ page, project }) => {
		await project.selectFacts(3)
		await project.generate()
		const dialog = page.getByRole('dialog', { name: 'Not all facts are approved' })
		await expect(dialog).toContainText('2 of 3 facts are not approved')
		await dialog.getByRole('button', { name: 'Cancel' }).click()
		await expect(dialog).toBeHidden()
		await expect(project.lastOutputButton).toBeDisabled()
		await expect(page.getByTestId('selection-bar')).toContainText('3 facts selected')
	})

	test('the doubtful facts can be left out or included', async ({ page, project }) => {
		await project.selectFacts(3)
		await project.generate()
		await page.getByTestId('trust-drop').click()
		await expect(project.drawerContent.getByRole('button', { name: /^Quote/ })).toHaveCount(1)
		await expect(project.drawerContent).toContainText('Shade matters more')
		await project.closeDrawer()
		await project.generate()
		await page.getByTestId('trust-include').click()
		await expect(project.drawerContent.getByRole('button', { name: /^Quote/ })).toHaveCount(3)
	})
})

test('a text from approved facts is written without asking', async ({ page, project }) => {
	await project.selectFacts(3)
	await project.generate()
	await expect(project.drawer).toBeVisible()
	await expect(page.getByRole('dialog', { name: 'Not all facts are approved' })).toBeHidden()
})

test('a decision still on its way to the server counts for the trust gate', async ({
	page,
	project,
}) => {
	const held = signal()
	const order: string[] = []
	await page.route(callsOf('fact.change'), async (route) => {
		await held.promise
		const response = await route.fetch()
		order.push('decided')
		await route.fulfill({ response })
	})
	await page.route(callsOf('output.unapproved'), (route) => {
		// Two calls of one moment would go as one batch, so each call is counted.
		order.push(...Array(route.request().url().split('output.unapproved').length - 1).fill('asked'))
		return route.continue()
	})
	await project.selectFacts(2)
	await project.factCards.first().getByTestId('fact-flag').click()
	await project.generate()
	// Asking again while the first question waits must send no second one.
	await expect(project.generateButton).toHaveAttribute('aria-disabled', 'true')
	await page.keyboard.press('Control+Enter')
	held.resolve()
	await expect(page.getByRole('dialog', { name: 'Not all facts are approved' })).toContainText(
		'1 of 2 facts is not approved',
	)
	expect(order).toEqual(['decided', 'asked'])
})

test('a citation leads to its evidence and back', async ({ page, project }) => {
	await project.selectFacts(2)
	await project.generate()
	await page.getByRole('button', { name: 'Evidence of quote 2' }).click()
	const panel = page.getByTestId('evidence-panel')
	await expect(panel.getByTestId('evidence-quote')).toBeInViewport()
	await expect(panel.getByTestId('evidence-quote')).toContainText('Pedestrians reported relief')
	await page.getByTestId('evidence-back-to-output').click()
	await expect(project.drawerContent).toContainText('Street trees cool the air')
})

test('the evidence of a deleted fact is what the text cited', async ({
	page,
	project,
	request,
	seed,
}) => {
	await project.selectFacts(1)
	await project.generate()
	await expect(project.drawer).toBeVisible()
	const factId = await project.factCards.first().getAttribute('data-fact-id')
	await request.post('/api/trpc/fact.change', {
		data: {
			projectId: seed.project_id,
			changes: [{ factIds: [factId], set: { removed: true } }],
		},
	})
	await page.getByRole('button', { name: 'Evidence of quote 1' }).click()
	const panel = page.getByTestId('evidence-panel')
	await expect(panel).toContainText('This fact has been deleted since')
	await expect(panel.getByTestId('evidence-quote')).toContainText('On still summer afternoons')
})

test('regenerating says whether the text changed', async ({ page, project }) => {
	await project.selectFacts(2)
	await project.generate()
	await expect(project.drawer).toBeVisible()
	const changes = page.getByTestId('output-drawer-changes')
	await expect(changes).toBeHidden()
	await page.getByTestId('output-drawer-regenerate').click()
	await expect(changes).toContainText('The text is word for word that of')
	await changes.getByRole('button', { name: 'Show the earlier one' }).click()
	await expect(changes).toBeHidden()
	await expect(project.drawerContent).toContainText('Street trees cool the air')
})

test('the history is searched, pinned, renamed, deleted and brought back', async ({
	page,
	project,
}) => {
	await project.selectFacts(1)
	await project.generateInModes('paragraph', 'split')
	await page.getByTestId('outputs-history-button').click()
	const items = page.getByTestId('outputs-history-item')
	await expect(items).toHaveCount(2)
	await expect(items.first()).toContainText('evidence by source')

	await page.getByRole('button', { name: /^Pin “.*summary”/ }).click()
	await expect(items.first()).toContainText('summary')
	await expect(items.first()).toContainText('Pinned')

	await page.getByRole('button', { name: /^Rename “.*summary”/ }).click()
	const field = page.getByRole('textbox', { name: 'Title of the text' })
	await expect(field).toBeFocused()
	await field.fill('Trees in short')
	await field.press('Enter')
	await expect(items.first()).toContainText('Trees in short')

	const search = page.getByTestId('outputs-history-search')
	await search.fill('trees in short')
	await expect(items).toHaveCount(1)
	await search.fill('')
	await expect(items).toHaveCount(2)

	await page.getByRole('button', { name: 'Delete “Trees in short”' }).click()
	await expect(items).toHaveCount(1)
	await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
	await page.keyboard.press('Enter')
	await expect(items).toHaveCount(2)

	await items.first().click()
	await expect(page.getByTestId('output-drawer-title')).toHaveText('Trees in short')
	await page.getByTestId('output-drawer-back-to-history').click()
	await expect(items).toHaveCount(2)
})

test('Escape ends a renaming and leaves the history open', async ({ page, project }) => {
	await project.selectFacts(1)
	await project.generate()
	await project.closeDrawer()
	await page.getByTestId('outputs-history-button').click()
	await page.getByRole('button', { name: /^Rename/ }).click()
	await page.getByRole('textbox', { name: 'Title of the text' }).press('Escape')
	await expect(page.getByRole('textbox', { name: 'Title of the text' })).toBeHidden()
	await expect(page.getByTestId('outputs-history-drawer')).toBeVisible()
})

test('a text is downloaded as Markdown with its quotes as footnotes', async ({ page, project }) => {
	await project.selectFacts(2)
	await project.generate()
	await page.getByTestId('export-button').click()
	await expect(page.getByTestId('export-panel')).toBeVisible()
	const downloading = page.waitForEvent('download')
	await page.getByTestId('export-download').click()
	const download = await downloading
	expect(download.suggestedFilename()).toMatch(/^seeded-research-.*-summary\.md$/)
	const markdown = await readFile(await download.path(), 'utf8')
	expect(markdown).toMatch(/^# Seeded research .* – summary\n/)
	expect(markdown).toContain('[^2]: “Pedestrians reported relief chiefly from shade;')
	expect(markdown).toContain('[Heat in the city](<https://example.com/heat-in-the-city>)')
})

test('a shared text is read at its address until the sharing ends', async ({ page, project }) => {
	await project.selectFacts(2)
	await project.generate()
	await page.getByTestId('output-drawer-open-share').click()
	await page.getByRole('button', { name: 'Create address' }).click()
	const link = page.getByTestId('share-panel').getByRole('link')
	const path = (await link.getAttribute('href')) ?? ''
	expect(path).toMatch(/^\/output\/[0-9a-f-]{36}$/)

	const reader = await page.context().newPage()
	await reader.goto(path)
	await expect(reader.getByTestId('output-page-title')).toContainText('summary')
	await expect(reader.getByTestId('output-page-meta')).toContainText('Sources: 1 | Mode: Paragraph')
	await expect(reader.getByTestId('output-page-content')).toContainText('Street trees cool the air')
	await expect(reader.getByTestId('output-page-copy-link')).toBeVisible()
	await expect(reader.getByRole('link', { name: 'Projects' })).toHaveCount(0)
	const rules = await reader.locator('#quotes-heading, [id^=quote-]').evaluateAll((elements) =>
		elements.map((element) => {
			const { left, right } = element.getBoundingClientRect()
			return `${left} to ${right}`
		}),
	)
	expect(new Set(rules), 'the rules between the quotes are of one length').toHaveProperty('size', 1)
	await reader.getByRole('button', { name: 'Quote 2', exact: true }).click()
	await expect(reader.locator('#quote-2')).toBeFocused()

	const stop = page.getByRole('button', { name: 'Stop sharing' })
	const place = await stop.boundingBox()
	await page.context().grantPermissions(['clipboard-write'])
	await page.getByRole('button', { name: 'Copy address' }).click()
	await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1)
	expect(await stop.boundingBox(), 'the place of the button that is clicked next').toEqual(place)
	await stop.click()
	await expect(page.getByRole('button', { name: 'Create address' })).toBeVisible()
	await reader.reload()
	await expect(
		reader.getByRole('heading', { name: 'There is no text at this address' }),
	).toBeVisible()
})

test('an address that nobody was given shows nothing', async ({ page, seed }) => {
	await page.goto(`/output/${seed.project_id}`)
	await expect(
		page.getByRole('heading', { name: 'There is no text at this address' }),
	).toBeVisible()
	await page.goto('/output/mistyped')
	await expect(
		page.getByRole('heading', { name: 'There is no text at this address' }),
	).toBeVisible()
})
