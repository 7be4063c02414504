/**
 * What a person waits for on `/project/<id>` with 10,000 facts: the JavaScript of the first load, gzipped, from the
 * build, and the time to the first visible fact on a warm production server. Run: `npm run bench:first-load`, with
 * DATABASE_URL for PostgreSQL. Exits with 1 where one is over its limit.
 */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { startApplication, testableServer } from '../application'
import { launchOptions } from '../browser'
import { buildIfStale } from '../build'
import { createClient } from '../client'

const rounds = 9
const facts_count = 10_000
const limits = { kilobytes: 180, milliseconds: 500 }

/** Every script that the page's own HTML names. */
function firstLoadBytes(html: string): number {
	const scripts = [...html.matchAll(/<script[^>]+src="\/_next\/([^"?]+)[^"]*"[^>]*>/g)]
		.filter(([tag]) => !tag.includes('noModule'))
		.map(([, file]) => decodeURIComponent(file ?? ''))
	return [...new Set(scripts)]
		.map((file) => gzipSync(readFileSync(path.join('.next', file))).length)
		.reduce((sum, bytes) => sum + bytes, 0)
}

function median(values: number[]): number {
	return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

await buildIfStale()
const application = await startApplication({
	env: { ...testableServer, ARTIFACT_DATA_DIR: mkdtempSync(path.join(tmpdir(), 'artifact-')) },
})
const origin = `http://127.0.0.1:${application.port}`
const client = createClient(origin)
const { project_id } = await client.testHelpers.seed.mutate({ facts_count })
const address = `${origin}/project/${project_id}`

const kilobytes = firstLoadBytes(await (await fetch(address)).text()) / 1_000
const browser = await chromium.launch(launchOptions())
const times: number[] = []
for (let round = -2; round < rounds; round++) {
	// A context of its own: nothing is in the browser's cache.
	const context = await browser.newContext()
	const page = await context.newPage()
	await page.goto(address, { waitUntil: 'commit' })
	await page.getByTestId('fact-card').first().waitFor()
	const visibleAt = await page.evaluate(
		() => new Promise<number>((done) => requestAnimationFrame(() => done(performance.now()))),
	)
	if (round >= 0) times.push(visibleAt)
	await context.close()
}
await browser.close()
await client.testHelpers.cleanup.mutate({ project_id })
await application.stop()

const milliseconds = median(times)
console.log(
	`first-load JavaScript: ${kilobytes.toFixed(1)} kB gzip (at most ${limits.kilobytes} kB)`,
)
console.log(
	`first visible fact of ${facts_count}: median ${milliseconds.toFixed(0)} ms of ${rounds}, ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms (at most ${limits.milliseconds} ms)`,
)
if (kilobytes > limits.kilobytes || milliseconds > limits.milliseconds) process.exitCode = 1
