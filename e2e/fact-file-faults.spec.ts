import { readFile } from 'node:fs/promises'
import type { FactFile } from '../src/domain/fact-file'
import { signal } from '../src/testing/signal'
import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'
import { choose, exported } from './pages/fact-files'

test.describe.configure({ timeout: 90_000 })

/** A file of so many facts without quotes, on the source of the given file. */
function manyOf(text: string, count: number): string {
	const { facts, ...file } = JSON.parse(text) as FactFile
	const many = Array.from({ length: count }, (_, n) => ({
		...{ ...facts[0], claim: `Claim ${n}`, quote: null },
	}))
	return JSON.stringify({ ...file, facts: many })
}

test('an import that loses its connection says how much is in, and a second one adds the rest', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const { text } = await exported(page, 'json')
	let parts = 0
	await page.route(callsOf('fact.import'), (route) =>
		++parts === 3 ? route.abort() : route.continue(),
	)
	await choose(page, 'facts.json', manyOf(text, 1_200))
	const send = page.getByTestId('facts-import-send')
	await send.click()
	const dialog = page.getByRole('dialog', { name: 'Import facts' })
	await expect(dialog.getByRole('alert')).toContainText(
		'1,000 facts of 1,200 came in before that. Import again to go on: no fact comes in twice.',
	)
	await expect(page.getByText('1,003 facts', { exact: true })).toBeAttached()
	await send.click()
	await expect(
		page.getByText('200 facts imported. 1,000 were here already.', { exact: true }),
	).toBeVisible()
	await expect(page.getByText('1,203 facts', { exact: true })).toBeAttached()
})

test('an import that the server refuses in the middle is taken back by its undo', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const { text } = await exported(page, 'json')
	let parts = 0
	await page.route(callsOf('fact.import'), (route) => {
		if (++parts < 3) return route.continue()
		return route.continue({ postData: JSON.stringify({ projectId: 'none', facts: [] }) })
	})
	await choose(page, 'facts.json', manyOf(text, 1_200))
	await page.getByTestId('facts-import-send').click()
	const dialog = page.getByRole('dialog', { name: 'Import facts' })
	await expect(dialog.getByRole('alert')).toContainText('1,000 facts of 1,200 came in before that.')
	await page.keyboard.press('Escape')
	await project.undo()
	await expect(project.factCards).toHaveCount(3)
})

test('an export of a selection or a view has just that, and a cancelled one writes no file', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	await project.selectFacts(1)
	await project.search('relief')
	await expect(project.factCards).toHaveCount(1)
	await page.getByTestId('facts-export-open').click()
	const dialog = page.getByRole('dialog', { name: 'Export facts' })
	const download = dialog.getByTestId('facts-export-download')
	const claimsOf = async (scope: string) => {
		await dialog.getByRole('button', { name: /^Facts/ }).click()
		await page.getByRole('menuitemradio', { name: scope }).click()
		const file = page.waitForEvent('download')
		await download.click()
		const rows = (await readFile(await (await file).path(), 'utf8')).split('\r\n')
		await expect(dialog.getByRole('status')).toContainText('written to')
		return rows.slice(1, -1)
	}
	const selected = await claimsOf('1 selected fact')
	const viewed = await claimsOf('The facts in view')
	expect([selected.length, viewed.length]).toEqual([1, 1])
	expect(viewed[0]).toContain('relief')
	expect(selected).not.toEqual(viewed)
	expect(await claimsOf('All facts of the project')).toHaveLength(3)

	const held = signal()
	await page.route(callsOf('fact.list'), async (route) => {
		await held.promise
		await route.continue().catch(() => {})
	})
	const files: string[] = []
	page.on('download', (file) => files.push(file.suggestedFilename()))
	await download.click()
	await expect(dialog.getByRole('status')).toContainText('Reading facts')
	await dialog.getByRole('button', { name: 'Cancel' }).click()
	await expect(dialog.getByRole('status')).toHaveText('No file was written.')
	held.resolve()
	await expect(download).not.toHaveAttribute('aria-disabled', 'true')
	expect(files).toEqual([])
})

test('a file whose text was changed is refused with what to do', async ({
	page,
	project,
	seedAnother,
	client,
	seed,
}) => {
	const { project_id: projectId } = seed
	const source = { title: 'Diary', text: 'The lake froze in March.' }
	const { id: sourceId } = await client.source.add.mutate({ projectId, ...source })
	const place = { quoteStart: 4, quoteEnd: 8 }
	await client.fact.add.mutate({ projectId, sourceId, claim: 'It froze', ...place })
	await project.open()
	const { text } = await exported(page, 'json', true)
	const other = await seedAnother({ facts_count: 0 })
	await page.goto(`/project/${other.project_id}`)
	await choose(page, 'facts.json', text.replace('froze in March', 'froze in April'))
	await expect(page.getByTestId('facts-import').getByRole('alert')).toContainText(
		'The text of “Diary” in it is not the one that its facts were taken from',
	)
})

test('a text that the browser cannot compare comes in with a word that it was not', async ({
	page,
	project,
	seedAnother,
}) => {
	// As on a page that came over plain HTTP from another machine.
	await page.addInitScript(() => {
		Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })
	})
	await project.open()
	await expect(project.factCards).toHaveCount(3)
	const { text } = await exported(page, 'json', true)
	const dialog = page.getByTestId('facts-import')
	const preview = page.getByTestId('facts-import-preview')
	await choose(page, 'facts.json', text)
	await expect(preview).toBeVisible()
	await expect(dialog.getByText('SHA-256')).toBeHidden()
	await page.keyboard.press('Escape')
	const other = await seedAnother({ facts_count: 0 })
	await page.goto(`/project/${other.project_id}`)
	const file = JSON.parse(text) as FactFile
	const sources = file.sources.map((source) => ({ ...source, textSha256: '0'.repeat(64) }))
	await choose(page, 'facts.json', JSON.stringify({ ...file, sources }))
	await expect(preview).toContainText('3 with their quotes found')
	await expect(dialog).toContainText(
		'The text of “Heat in the city” was not compared with its SHA-256: a browser does that over HTTPS only.',
	)
})

test('an import says which facts that were here kept their own notes and tags', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const { text } = await exported(page, 'json')
	const file = JSON.parse(text) as FactFile
	const [first, second, third] = file.facts
	const facts = [{ ...first, note: 'From the file' }, { ...second, tags: ['roofs'] }, third]
	await choose(page, 'facts.json', JSON.stringify({ ...file, facts }))
	await page.getByTestId('facts-import-send').click()
	await expect(
		page.getByText(
			'0 facts imported. 3 were here already, 2 of them with other notes or tags, which stay as they are here.',
			{ exact: true },
		),
	).toBeVisible()
	await expect(page.getByTestId('fact-note')).toHaveCount(0)
})
