/**
 * Measures a project of 10,000 facts for its reader: the time until the first fact is visible on a warm server, the
 * JavaScript of the first load, the frames of a long scroll, the time until a far part of the list is there, and that of a search. Ends with 1 where a value is
 * over its limit. Run: `npm run bench:long-list`, with DATABASE_URL for PostgreSQL.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Page } from '@playwright/test'
import { createClient } from '../harness/client'
import { startApplication, testableServer } from '../server/application'
import { launchOptions } from '../server/browser'
import { buildIfStale } from '../server/build'

const limits = { firstFactMs: 500, firstLoadKb: 180, searchMs: 100, jumpMs: 200, cards: 100 }
const rounds = 10

function median(values: number[]): number {
	return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Gzipped kilobytes of the scripts that the page itself names. */
async function firstLoadKb(url: string): Promise<number> {
	const html = await (await fetch(url)).text()
	const scripts = html.matchAll(/<script[^>]+src="\/_next\/([^"?]+\.js)[^"]*"([^>]*)/g)
	const files = [...scripts].filter(([tag]) => !/nomodule/i.test(tag)).map(([, file]) => file)
	const bytes = [...new Set(files)].map(
		(file) => gzipSync(readFileSync(`.next/${decodeURIComponent(file ?? '')}`)).length,
	)
	return bytes.reduce((sum, each) => sum + each, 0) / 1_000
}

async function firstFactMs(page: Page, url: string): Promise<number> {
	await page.goto('about:blank')
	await page.goto(url, { waitUntil: 'commit' })
	await page.getByTestId('fact-card').first().waitFor()
	return page.evaluate(() => performance.now())
}

/** Scrolls for five seconds. Returns the 95th percentile of the times between frames, and the most cards at once. */
function scroll(page: Page): Promise<{ frameMs: number; cards: number }> {
	return page.evaluate(async () => {
		const frames: number[] = []
		let cards = 0
		let last = performance.now()
		const end = last + 5_000
		while (last < end) {
			window.scrollBy(0, 120)
			const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
			frames.push(now - last)
			cards = Math.max(cards, document.querySelectorAll('[data-testid="fact-card"]').length)
			last = now
		}
		frames.sort((one, other) => one - other)
		return { frameMs: frames[Math.floor(frames.length * 0.95)] ?? Number.NaN, cards }
	})
}

/** From a drag of the scroll bar to a part of the list until the fact at that place is visible. */
function jumpMs(page: Page, part: number): Promise<number> {
	return page.evaluate(async (part) => {
		const list = document.querySelector('[data-testid="facts-list"]')
		if (!list) throw new Error('There is no list')
		const startedAt = performance.now()
		const { top, height } = list.getBoundingClientRect()
		window.scrollTo(0, window.scrollY + top + height * part)
		const place = `[data-testid="fact-card"][aria-posinset="${Math.round(10_000 * part) + 2}"]`
		while (!document.querySelector(place)) await new Promise(requestAnimationFrame)
		return performance.now() - startedAt
	}, part)
}

await buildIfStale()
const application = await startApplication({
	env: {
		...testableServer,
		ARTIFACT_E2E_MODE: 'false',
		ARTIFACT_DATA_DIR: mkdtempSync(path.join(tmpdir(), 'artifact-')),
	},
})
const base = `http://127.0.0.1:${application.port}`
const client = createClient(base)
const project_id = randomUUID()
await client.testHelpers.seed.mutate({ project_id, facts_count: 10_000, scenario: 'review' })
const url = `${base}/project/${project_id}`
const browser = await chromium.launch(launchOptions())
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })

for (let warmUp = 0; warmUp < 3; warmUp++) await firstFactMs(page, url)
const firstMs: number[] = []
for (let round = 0; round < rounds; round++) firstMs.push(await firstFactMs(page, url))
const scrolled = await scroll(page)
const jumpsMs: number[] = []
for (let round = 1; round <= rounds; round++)
	jumpsMs.push(await jumpMs(page, round % 2 ? 0.95 - round / 50 : round / 50 + 0.1))
const searchMs: number[] = []
for (let round = 0; round < rounds; round++)
	for (const search of ['t', 'tre', 'street trees', 'no such words']) {
		const startedAt = performance.now()
		await client.fact.list.query({ projectId: project_id, search })
		searchMs.push(performance.now() - startedAt)
	}
const kilobytes = await firstLoadKb(url)
await browser.close()
await client.testHelpers.cleanup.mutate({ project_id })
await application.stop()

const measured = [
	['first fact visible, ms', median(firstMs), limits.firstFactMs],
	['JavaScript of the first load, kB gzip', kilobytes, limits.firstLoadKb],
	['search over HTTP, ms', median(searchMs), limits.searchMs],
	['a far part of the list, ms', median(jumpsMs), limits.jumpMs],
	['cards in the document at most', scrolled.cards, limits.cards],
] as const
for (const [name, value, limit] of measured)
	console.log(`${name}: ${value.toFixed(0)} (at most ${limit})`)
console.log(
	`time between frames while scrolling, 95th percentile: ${scrolled.frameMs.toFixed(0)} ms`,
)
process.exitCode = measured.every(([, value, limit]) => value <= limit) ? 0 : 1
