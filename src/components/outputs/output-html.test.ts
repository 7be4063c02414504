import { createHash, randomUUID } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { checkScript, checkScriptHash } from './html-check'
import { outputDocx } from './output-docx'
import { outputHtml, scriptJson } from './output-html'

const hostile = `</script><script>alert(1)</script><!--<script>\u2028\u2029" onload='alert(1)' &lt; ]]>`
const text = `Before 🧪 ${hostile} after`
const sourceId = randomUUID()
const factId = randomUUID()
const output = {
	...{ title: hostile, mode: 'paragraph' as const, sourcesCount: 1, createdAt: '2026-01-01' },
	blocks: [
		{ kind: 'heading' as const, sentences: [{ text: hostile, factIds: [], quotes: [] }] },
		...[1, 2].map(() => ({
			kind: 'paragraph' as const,
			sentences: [{ text: hostile, factIds: [factId], quotes: [] }],
		})),
	],
	citations: [
		{
			...{ number: 1, id: factId, claim: 'Claim', quote: hostile },
			source: { id: sourceId, title: hostile, url: `javascript:alert(1)//${hostile}` },
		},
	],
	citedFacts: [
		{
			...{ id: factId, change: 'reworded' as const, claim: `New ${hostile}` },
			...{ status: 'pending' as const, sourceTitle: hostile },
		},
	],
}
const since = `Since this text was written, the claim was reworded: “New ${hostile}”.`
const start = text.indexOf(hostile)
const quoted = {
	sources: [{ id: sourceId, text, textSha256: createHash('sha256').update(text).digest('hex') }],
	places: [{ number: 1, sourceId, start, end: start + hostile.length }],
}

const plain = (markup: string) =>
	markup
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&apos;|&#39;/g, "'")
		.replace(/&amp;/g, '&')

describe('an output as a page', () => {
	const page = outputHtml(output, quoted, true)

	it('lets no text become an element, an attribute or a script', () => {
		expect(page.match(/<script/g)).toHaveLength(2)
		expect(page.match(/<\/script/g)).toHaveLength(2)
		expect(page).not.toContain('<!--')
		const [markup = ''] = page.split('<script')
		expect(markup).not.toMatch(/["'] onload/)
		expect(page).not.toContain('javascript:')
	})

	it('carries the sources and the places of the quotes unchanged', () => {
		const [, json = ''] = page.match(/id="sources">(.*?)<\/script>/s) ?? []
		expect(json).not.toMatch(/[<>\u2028\u2029]/)
		const { sources, quotes } = JSON.parse(json)
		expect(sources[0].text).toBe(text)
		const [{ start, end, quote }] = quotes
		expect(text.slice(start, end)).toBe(quote)
	})

	it('carries neither sources nor a script where that is not wanted', () => {
		const bare = outputHtml(output, quoted, false)
		expect(bare).not.toContain('<script')
	})

	it('lets its one script run, by the hash of it', () => {
		expect(checkScriptHash).toBe(createHash('sha256').update(checkScript).digest('base64'))
		expect(page).toContain(`script-src 'sha256-${checkScriptHash}'`)
	})

	it('shows with an ellipsis where the text around a quote is cut', () => {
		const [place] = quoted.places
		const [source] = quoted.sources
		if (!place || !source) throw new Error('no quote')
		const long = 'a '.repeat(400)
		const moved = { ...place, start: place.start + long.length, end: place.end + long.length }
		const longer = { ...source, text: `${long}${source.text}${long}` }
		const written = outputHtml(output, { sources: [longer], places: [moved] }, false)
		expect(written).toContain('<span class="around">…a a')
		expect(written).toContain('a a …</span>')
		expect(outputHtml(output, quoted, false)).not.toContain('…a')
	})

	it('says of how many quotes it has no text to check them in', async () => {
		const [, json = ''] = page.match(/id="sources">(.*?)<\/script>/s) ?? []
		const check = { textContent: '' }
		const texts = (more: number) =>
			JSON.stringify({ ...JSON.parse(json), total: JSON.parse(json).quotes.length + more })
		const run = async (content: string) => {
			const document = { getElementById: (id: string) => elements[id] }
			const elements: Record<string, { textContent: string }> = {
				...{ sources: { textContent: content }, check },
			}
			await runInNewContext(checkScript, { document, window: {} })
			return check.textContent
		}
		expect(await run(texts(0))).toMatch(
			/^(\d+) of \1 quotes? stands? in (its|their) sources?\. This/,
		)
		expect(await run(texts(4))).toMatch(
			/^(\d+) of \1 .*\. The text of the source of 4 more is not in this file\. This/,
		)
	})

	it('says at the note what became of its fact since, and nothing where it is as it was', () => {
		const [, note = ''] = page.match(/<p class="since">(.*?)<\/p>/s) ?? []
		expect(plain(note)).toBe(since)
		const same = outputHtml({ ...output, citedFacts: [] }, quoted, true)
		expect(same).not.toContain('<p class="since">')
	})

	it('names an element once, however often a quote is cited', () => {
		const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
		expect(new Set(ids).size).toBe(ids.length)
	})

	it('writes JSON that is read back as it was', () => {
		expect(JSON.parse(scriptJson(hostile))).toBe(hostile)
	})
})

describe('an output as a Word document', () => {
	it('has a footnote with the quote for the first citation, and one that leads to it for the next', async () => {
		const blob = await outputDocx({ ...output, title: 'Title\u0007 & more' })
		const files = unzipSync(new Uint8Array(await blob.arrayBuffer()))
		const read = (name: string) => strFromU8(files[name] ?? new Uint8Array())
		const written = (xml: string) => plain(xml.replace(/<[^>]+>/g, ''))
		const body = read('word/document.xml')
		const notes = read('word/footnotes.xml')
		expect(written(body)).toContain('Title & more')
		expect([...body.matchAll(/<w:footnoteReference w:id="(\d+)"/g)].map(([, id]) => id)).toEqual([
			...['1', '2'],
		])
		expect(written(notes)).toContain(`“${hostile}”`)
		expect(written(notes)).toContain('See note 1.')
		expect(written(notes).split(since)).toHaveLength(2)
		expect(read('word/_rels/document.xml.rels')).not.toContain('javascript:')
	})
})
