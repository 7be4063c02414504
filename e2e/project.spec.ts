import { signal } from '../src/testing/signal'
import { expect, test } from './harness/fixtures'
import { refuse } from './pages/away-database'
import { callsOf } from './pages/calls-of'

test.describe('the projects', () => {
	test('a project is deleted and brought back', async ({ page, seed }) => {
		await page.goto('/')
		const link = page.getByRole('link', { name: /^Seeded research/ })
		await expect(link).toHaveCount(1)
		await page.getByRole('button', { name: /^Delete “Seeded research/ }).click()
		await expect(link).toHaveCount(0)
		await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
		await page.keyboard.press('Enter')
		await expect(link).toHaveCount(1)
		await link.click()
		await expect(page.getByTestId('fact-card')).toHaveCount(seed.facts_count)
	})

	test('a deleted project is not there at its address', async ({ page, seed }) => {
		await page.goto('/')
		await page.getByRole('button', { name: /^Delete “Seeded research/ }).click()
		await expect(page.getByText('Nothing here yet')).toBeVisible()
		await page.goto(`/project/${seed.project_id}`)
		await expect(page.getByRole('heading', { name: 'This project is not here' })).toBeVisible()
	})

	test('a new project begins with a text', async ({ page, seed }) => {
		await page.goto('/')
		await page.getByTestId('project-create').click()
		await page.getByLabel('Title').fill('Lakes')
		await page.getByRole('button', { name: 'Create project' }).click()
		await expect(page.getByText('Begin with a text')).toBeVisible()
		await expect(page.getByTestId('facts-sort-trigger')).toHaveCount(0)
		await page.getByRole('button', { name: 'Add a source' }).click()
		await expect(page.getByRole('dialog', { name: 'Add a source' })).toBeVisible()
		expect(seed.project_id).toBeTruthy()
	})

	test('a project without a title is not sent, and the field that lacks it has the focus', async ({
		page,
		seed,
	}) => {
		await page.goto('/')
		await page.getByTestId('project-create').click()
		const title = page.getByLabel('Title')
		await expect(title).toBeFocused()
		const create = page.getByRole('button', { name: 'Create project' })
		await create.click()
		const alert = page.getByRole('dialog').getByRole('alert')
		await expect(alert).toHaveText('Give the project a title.')
		await expect(title).toBeFocused()
		await title.fill('Lakes')
		await expect(alert).toHaveCount(0)
		await create.click()
		await expect(page.getByText('Begin with a text')).toBeVisible()
		expect(seed.project_id).toBeTruthy()
	})

	test('a workspace is deleted with its projects and brought back', async ({ page, seed }) => {
		await page.setViewportSize({ width: 390, height: 700 })
		await page.goto('/')
		const link = page.getByRole('link', { name: /^Seeded research/ })
		const remove = page.getByRole('button', { name: /^Delete workspace “Seeded workspace/ })
		await expect(link).toHaveCount(1)
		await page.route(callsOf('workspace.remove'), (route) => route.abort(), { times: 1 })
		await remove.click()
		const messages = page.getByRole('region', { name: /^Messages/ })
		await expect(messages).toContainText('The workspace was not deleted.')
		await remove.click()
		await expect(page.getByRole('main').getByRole('status')).toHaveText(
			/^Workspace “Seeded workspace [0-9a-f]{6}” and its 1 project are deleted\.$/,
		)
		await expect(link).toHaveCount(0)
		await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
		await page.keyboard.press('Enter')
		await expect(link).toHaveCount(1)
		await expect(page.getByRole('main')).toBeFocused()
		await expect(remove).toBeVisible()
		await link.click()
		await expect(page.getByTestId('fact-card')).toHaveCount(seed.facts_count)
	})

	test('the project that was deleted last can be brought back after a look elsewhere', async ({
		page,
		seed,
	}) => {
		await page.goto('/')
		const link = page.getByRole('link', { name: /^Seeded research/ })
		await page.getByTestId('project-create').click()
		await page.getByLabel('Title').fill('Lakes')
		await page.getByRole('button', { name: 'Create project' }).click()
		await expect(page.getByText('Begin with a text')).toBeVisible()
		await page.getByRole('link', { name: 'Projects' }).click()
		await page.getByRole('button', { name: /^Delete “Seeded research/ }).click()
		await expect(link).toHaveCount(0)
		await page.getByRole('link', { name: 'Lakes' }).click()
		await expect(page.getByText('Begin with a text')).toBeVisible()
		await page.getByRole('link', { name: 'Projects' }).click()
		await page.getByRole('button', { name: 'Undo' }).click()
		await expect(link).toHaveCount(1)
		expect(seed.project_id).toBeTruthy()
	})

	test('a workspace is renamed in place', async ({ page, seed }) => {
		await page.goto('/')
		await page.getByRole('button', { name: /^Rename workspace/ }).click()
		const field = page.getByRole('textbox', { name: 'Name of the workspace' })
		await expect(field).toBeFocused()
		await field.fill('Summers')
		await field.press('Enter')
		await expect(page.getByRole('heading', { name: 'Summers' })).toBeVisible()
		await expect(page.getByRole('button', { name: 'Rename workspace “Summers”' })).toBeFocused()
		await page.reload()
		await expect(page.getByRole('heading', { name: 'Summers' })).toBeVisible()
		expect(seed.workspace_id).toBeTruthy()
	})

	test('a name that is not saved says so and stays', async ({ page, seed }) => {
		await page.goto('/')
		await page.getByRole('button', { name: /^Rename workspace/ }).click()
		await page.route(callsOf('workspace.rename'), (route) => route.abort(), { times: 1 })
		const field = page.getByRole('textbox', { name: 'Name of the workspace' })
		await field.fill('Summers')
		await field.press('Enter')
		await expect(page.getByRole('alert').filter({ hasText: 'not changed' })).toBeVisible()
		await expect(field).toHaveValue('Summers')
		await field.press('Enter')
		await expect(page.getByRole('heading', { name: 'Summers' })).toBeVisible()
		expect(seed.workspace_id).toBeTruthy()
	})

	test('the demo is offered where there is no project, and opens with its texts', async ({
		client,
		page,
		seed,
	}) => {
		const { database } = await client.health.query()
		test.skip(database !== 'embedded', 'offered in an embedded database only')
		await page.goto('/')
		await page.getByRole('button', { name: /^Delete “Seeded research/ }).click()
		await page.getByRole('button', { name: 'Open the demo' }).click()
		await expect(
			page.getByRole('heading', { name: 'How Darwin came to natural selection' }),
		).toBeVisible()
		await expect(page.getByTestId('source-item')).toHaveCount(2)
		await expect(page.getByTestId('fact-card')).toHaveCount(14)
		await page.getByTestId('last-output-button').click()
		await expect(page.getByTestId('output-drawer-meta')).toHaveText('Sources: 2 | Mode: Paragraph')
		expect(seed.facts_count).toBe(3)
	})
})

test('a test server says that it is a test server', async ({ page, project }) => {
	await expect(project.factCards).toHaveCount(3)
	await expect(page.getByTestId('e2e-mode-badge')).toHaveText('E2E mode')
})

test('the pictures come after the facts and move nothing', async ({ page, seed }) => {
	await page.setViewportSize({ width: 390, height: 800 })
	const held = signal()
	await page.route(callsOf('source.coverage'), async (route) => {
		await held.promise
		await route.continue()
	})
	const asked = page.waitForRequest(callsOf('source.coverage'))
	await page.goto(`/project/${seed.project_id}`)
	await asked
	await expect(page.getByTestId('status-matrix')).toHaveAttribute('aria-busy', 'true')
	await page.getByTestId('sources-toggle').click()
	const facts = page.getByRole('heading', { name: 'Facts', exact: true })
	const before = await facts.boundingBox()
	held.resolve()
	await expect(page.getByRole('table', { name: 'Where facts lie' })).toContainText('Approved')
	expect(await facts.boundingBox()).toEqual(before)
})

test('pictures that cannot be counted leave no empty place', async ({ page, seed }) => {
	const held = signal()
	await page.route(callsOf('source.coverage'), async (route) => {
		await held.promise
		await refuse('INTERNAL_SERVER_ERROR')(route)
	})
	await page.goto(`/project/${seed.project_id}`)
	await expect(page.getByTestId('status-matrix')).toBeVisible()
	held.resolve()
	await expect(page.getByTestId('status-matrix')).toBeHidden()
	await expect(page.getByTestId('source-item')).toBeVisible()
})

test.describe('the pictures of a review', () => {
	test.use({ seedRequest: { scenario: 'review', facts_count: 12 } })

	test('count the facts by source and status, and follow a change', async ({ page, project }) => {
		const matrix = page.getByRole('table', { name: 'Facts by status' })
		const approved = matrix.getByRole('link', { name: /Approved, from Heat in the city/ })
		await expect(approved).toHaveText('3')
		await expect(approved).toHaveAttribute('href', /\?source=[0-9a-f-]+&status=approved$/)
		await expect(
			page.getByRole('table', { name: 'Where facts lie in “Heat in the city”' }),
		).toContainText('Needs review')
		await project.factCards.first().getByTestId('fact-approve').click()
		await expect(approved).toHaveText('4')
	})

	test('count a change too that came during the count', async ({ page, seed }) => {
		const [counted, held] = [signal(), signal()]
		// The first count is made before the change, and its answer comes after it.
		await page.route(
			callsOf('source.coverage'),
			async (route) => {
				const response = await route.fetch()
				counted.resolve()
				await held.promise
				await route.fulfill({ response })
			},
			{ times: 1 },
		)
		await page.goto(`/project/${seed.project_id}`)
		await counted.promise
		const changed = page.waitForResponse(callsOf('fact.change'))
		await page.getByTestId('fact-approve').first().click()
		await changed
		held.resolve()
		await expect(
			page
				.getByRole('table', { name: 'Facts by status' })
				.getByRole('link', { name: /Approved, from Heat in the city/ }),
		).toHaveText('4')
	})
})
