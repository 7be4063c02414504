import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { FactFile } from '../src/domain/fact-file'
import { signal } from '../src/testing/signal'
import { expect, test } from './harness/fixtures'
import { callsOf } from './pages/calls-of'
import type { ProjectPage } from './pages/project-page'

type Page = ProjectPage['page']

test.describe.configure({ timeout: 90_000 })

/** Exports all facts from the open dialog's format and returns the file. */
async function exported(page: Page, format: string, withTexts = false) {
	await page.getByTestId('facts-export-open').click()
	await page.getByTestId('facts-export-format').click()
	await page.getByTestId(`facts-export-${format}`).click()
	if (withTexts) await page.getByLabel(/^Put the texts/).check()
	const download = page.waitForEvent('download')
	await page.getByTestId('facts-export-download').click()
	const file = await download
	await page.keyboard.press('Escape')
	await expect(page.getByTestId('facts-export')).toBeHidden()
	return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

async function choose(page: Page, name: string, text: string) {
	await page.getByTestId('facts-import-open').click()
	const buffer = Buffer.from(text)
	await page
		.getByTestId('facts-import')
		.locator('input[type=file]')
		.setInputFiles({ name, mimeType: 'application/json', buffer })
}

const lasting = (text: string) => {
	const { sources, facts } = JSON.parse(text) as FactFile
	return {
		sources: sources.map(({ id: _, ...source }) => source),
		facts: facts.map(({ id: _, sourceId, position: __, ...fact }) => ({
			...fact,
			source: sources.find(({ id }) => id === sourceId)?.textSha256,
		})),
	}
}

test('facts with emoji, CJK and CRLF go into another project and out again as they were', async ({
	page,
	project,
	client,
	seed,
	seedAnother,
}) => {
	const { project_id: projectId } = seed
	const text = 'A 🧪 te\u0301st,\r\n漢字 🏳️‍🌈 flags 🧪 '
	const { id: sourceId } = await client.source.add.mutate({ projectId, title: '漢字', text })
	const facts = ['🧪', 'te\u0301st,\r\n漢字', '🏳️‍🌈'].map((quote) => {
		const quoteStart = text.lastIndexOf(quote)
		const place = { quoteStart, quoteEnd: quoteStart + quote.length }
		const marks = { note: `Noted:\r\n${quote}`, tags: ['=漢字, 🧪'], confidence: 7, pinned: true }
		return { sourceId, claim: `=${quote}`, ...place, ...marks }
	})
	await client.fact.import.mutate({ projectId, facts })
	await project.open()
	const first = await exported(page, 'json', true)
	const csv = await exported(page, 'csv')
	expect(csv.text.startsWith('\ufeffclaim,quote,')).toBe(true)

	const other = await seedAnother({ facts_count: 0 })
	await page.goto(`/project/${other.project_id}`)
	await choose(page, first.name, first.text)
	await expect(page.getByTestId('facts-import-preview')).toHaveText(
		'6 facts: 6 with their quotes found, 0 not found, 0 whose source is missing.',
	)
	await page.getByLabel(/^Keep the statuses/).check()
	await page.getByTestId('facts-import-send').click()
	await expect(page.getByText('6 facts imported.', { exact: true })).toBeVisible()
	await expect(project.factCards).toHaveCount(6)
	const second = await exported(page, 'json', true)
	const byTitle = (one: { title: string }, other: { title: string }) =>
		one.title.localeCompare(other.title)
	const [before, after] = [lasting(first.text), lasting(second.text)]
	expect(after.facts).toEqual(before.facts)
	expect(after.sources.sort(byTitle)).toEqual(before.sources.sort(byTitle))

	await choose(page, csv.name, csv.text)
	await page.getByTestId('facts-import-send').click()
	await expect(
		page.getByText('0 facts imported. 6 were here already.', { exact: true }),
	).toBeVisible()
	await expect(project.factCards).toHaveCount(6)
})

test('an import says what it did not find, leaves it out, and is undone as a whole', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const { text } = await exported(page, 'json')
	const file = JSON.parse(text) as FactFile
	const claims = file.facts.map((fact) => ({ ...fact, claim: `New: ${fact.claim}` }))
	const [lost] = claims
	if (lost?.quote) lost.quote.text = 'nowhere to be found'
	await choose(page, 'facts.json', JSON.stringify({ ...file, facts: claims }))
	await expect(page.getByTestId('facts-import-preview')).toHaveText(
		'3 facts: 2 with their quotes found, 1 not found, 0 whose source is missing.',
	)
	await page.getByTestId('facts-import-send').click()
	await expect(project.factCards).toHaveCount(5)
	await expect(project.factCards.last().getByTestId('fact-status-badge')).toHaveText('Pending')
	await project.undo()
	await expect(project.factCards).toHaveCount(3)
})

test('a broken file of facts is refused by its field, and nothing comes in', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const { text } = await exported(page, 'json')
	await choose(page, 'facts.json', text.replace('"approved"', '"fine"'))
	await expect(page.getByRole('alert').filter({ hasText: 'Fact 1, field status' })).toBeVisible()
	await page.keyboard.press('Escape')
	await expect(project.factCards).toHaveCount(3)
})

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

for (const colorScheme of ['light', 'dark'] as const)
	test.describe(`the dialogs of files, ${colorScheme}, on a phone`, () => {
		test.use({
			colorScheme,
			viewport: { width: 390, height: 844 },
			contextOptions: { reducedMotion: 'reduce' },
		})

		test('open by keyboard, are free of findings, and give the focus back', async ({
			page,
			project,
		}) => {
			await expect(project.factCards).toHaveCount(3)
			const { text } = await exported(page, 'json')
			for (const [opener, dialog] of [
				['facts-export-open', 'facts-export'],
				['facts-import-open', 'facts-import'],
			] as const) {
				await page.getByTestId(opener).focus()
				await page.keyboard.press('Enter')
				await expect(page.getByTestId(dialog)).toBeVisible()
				if (dialog === 'facts-import')
					await page
						.getByTestId(dialog)
						.locator('input[type=file]')
						.setInputFiles({
							name: 'facts.json',
							mimeType: 'application/json',
							buffer: Buffer.from(text),
						})
				if (dialog === 'facts-import')
					await expect(page.getByTestId('facts-import-preview')).toBeVisible()
				const { violations } = await new AxeBuilder({ page }).analyze()
				expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
				await page.keyboard.press('Escape')
				await expect(page.getByTestId(opener)).toBeFocused()
			}
		})
	})

for (const colorScheme of ['light', 'dark'] as const)
	test.describe(`the export of a text, ${colorScheme}, on a phone`, () => {
		test.use({
			...{ colorScheme, hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
			contextOptions: { reducedMotion: 'reduce' },
		})

		test('is free of findings in each format, can be touched, and goes by keyboard alone', async ({
			page,
			project,
		}) => {
			await expect(project.factCards).toHaveCount(3)
			const heights = async (name: RegExp) =>
				(await page.getByRole('button', { name }).all()).map(
					async (button) => (await button.boundingBox())?.height ?? 0,
				)
			for (const height of await heights(/^(Export|Import) facts/))
				expect(await height).toBeGreaterThanOrEqual(40)
			await project.selectFacts(2)
			await project.generate()
			await page.getByTestId('export-button').focus()
			await page.keyboard.press('Enter')
			const panel = page.getByTestId('export-panel')
			for (const format of ['markdown', 'html', 'docx']) {
				await page.getByTestId('export-format').focus()
				await page.keyboard.press('Enter')
				await expect(page.getByRole('menu')).toBeVisible()
				await page.getByTestId(`export-format-${format}`).focus()
				await page.keyboard.press('Enter')
				const button = panel.getByTestId(/^export-download/)
				await expect(button).toContainText('Download')
				await expect(page.getByTestId('export-format')).toBeFocused()
				const { violations } = await new AxeBuilder({ page }).analyze()
				expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
				expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40)
				await project.tabTo(button)
				const download = page.waitForEvent('download')
				await page.keyboard.press('Enter')
				expect((await download).suggestedFilename()).toMatch(/\.(md|html|docx)$/)
				await expect(button).toBeFocused()
			}
		})
	})

test('a text as one page checks its quotes where it lies, without a network', async ({
	page,
	project,
	context,
}, testInfo) => {
	await project.selectFacts(3)
	await project.generate()
	await page.getByTestId('export-button').click()
	await page.getByTestId('export-format').click()
	await page.getByTestId('export-format-html').click()
	const download = page.waitForEvent('download')
	await page.getByTestId('export-download-html').click()
	const path = testInfo.outputPath('output.html')
	await (await download).saveAs(path)
	const reader = await context.newPage()
	await reader.goto(`file://${path}`)
	await expect(reader.locator('#check')).toHaveText(
		'3 of 3 quotes stand in their sources. The SHA-256 of each text is as it was.',
	)
	const { violations } = await new AxeBuilder({ page: reader }).analyze()
	expect(violations.map(({ id }) => id)).toEqual([])

	await page.getByTestId('export-format').click()
	await page.getByTestId('export-format-docx').click()
	const word = page.waitForEvent('download')
	await page.getByTestId('export-download-docx').click()
	const bytes = await readFile(await (await word).path())
	expect(bytes.subarray(0, 2).toString()).toBe('PK')
})
