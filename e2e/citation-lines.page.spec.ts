import { expect, test } from './harness/fixtures'

test.use({ seedRequest: { scenario: 'research', facts_count: 12 } })

test('no number of a quote begins a line, however wide the text is', async ({ project }) => {
	await project.selectFacts(12)
	await project.generate()
	await expect(project.drawerContent.getByRole('button', { name: /^Quote/ })).toHaveCount(12)
	const alone = await project.drawerContent.evaluate((content) => {
		const marks = [...content.querySelectorAll('button[aria-label^="Quote "]')]
		const found: string[] = []
		for (let width = 240; width <= 700; width += 3) {
			;(content as HTMLElement).style.width = `${width}px`
			for (const mark of marks) {
				const before = document.createRange()
				before.setStart(content, 0)
				before.setEndBefore(mark)
				// The last letter before the mark.
				const walker = document.createTreeWalker(
					before.commonAncestorContainer,
					NodeFilter.SHOW_TEXT,
				)
				let letter: Text | null = null
				while (walker.nextNode()) {
					const node = walker.currentNode as Text
					if (
						mark.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING &&
						node.data.trim()
					)
						letter = node
				}
				if (!letter) continue
				before.setStart(letter, letter.length - 1)
				before.setEnd(letter, letter.length)
				const [letterBox] = before.getClientRects()
				const markBox = mark.getBoundingClientRect()
				if (letterBox && markBox.top > letterBox.bottom)
					found.push(`${mark.textContent} at ${width}`)
			}
		}
		return { found, count: marks.length }
	})
	expect(alone).toEqual({ found: [], count: 12 })
})

test('a number stands at its own sentence, whichever way that is written', async ({
	page,
	project,
	client,
	seed,
}) => {
	const projectId = seed.project_id
	const text = 'الأشجار تبرد الهواء. الظل أهم من الرطوبة. السقوف البيضاء أبرد.'
	const source = await client.source.add.mutate({ projectId, title: 'تقرير', text })
	for (const quote of text.match(/[^.]+\./g) ?? []) {
		const quoteStart = text.indexOf(quote)
		const place = { quoteStart, quoteEnd: quoteStart + quote.length }
		await client.fact.add.mutate({ projectId, sourceId: source.id, claim: quote.trim(), ...place })
	}
	await project.open()
	await expect(project.factCards).toHaveCount(15)
	await page.getByTestId('facts-select-all').click()
	await project.generate()
	await page.getByTestId('trust-include').click()
	await expect(project.drawerContent.getByRole('button', { name: /^Quote/ })).toHaveCount(15)
	const distances = await project.drawerContent.evaluate((content) =>
		[...content.querySelectorAll('button[aria-label^="Quote "]')].map((mark) => {
			const word = mark.parentElement?.firstElementChild?.getBoundingClientRect()
			const box = mark.getBoundingClientRect()
			return word ? Math.max(box.left - word.right, word.left - box.right) : Number.NaN
		}),
	)
	for (const distance of distances) expect(distance).toBeLessThan(12)
	expect(distances).toHaveLength(15)
})
