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
