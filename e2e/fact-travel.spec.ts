import AxeBuilder from '@axe-core/playwright'
import type { FactFile } from '../src/domain/fact-file'
import { expect, test } from './harness/fixtures'
import { choose, exported } from './pages/fact-files'

test.describe.configure({ timeout: 90_000 })

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
