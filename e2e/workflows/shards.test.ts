import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runScript, type ScriptRun } from './run-script'
import { shardReport, violation } from './shard-report'
import { makeScratchFolder } from './workflow'

/** A suite of two tests that writes the same reports as this project's suite. One test fails unless WORKERS is 1. */
const suite = {
	'playwright.config.mjs': `import path from 'node:path'
		const folder = process.env.REPORT_DIR ?? ''
		const outputDir = 'results-' + process.env.SHARD?.[0]
		export default { outputDir, fullyParallel: true, workers: 1, reporter: [
			['json', { outputFile: path.join(folder, 'browser-run.json') }],
			['blob', { outputDir: path.join(folder, 'blob') }],
		] }`,
	'one.spec.mjs': `import { test } from '@playwright/test'
		test('passes', () => {})
		test('fails', () => { if (process.env.WORKERS !== '1') throw new Error('on purpose') })`,
}

let folder: string
let shards: string

beforeAll(() => {
	// The folder is in the checkout, so that the suite finds Playwright.
	folder = makeScratchFolder('shards')
	shards = path.join(folder, 'shards')
	for (const [name, text] of Object.entries(suite)) writeFileSync(path.join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function testShard(shard: string, env: Record<string, string> = {}): Promise<ScriptRun> {
	const command = 'node .github/scripts/test-shard.mjs one.spec'
	return runScript(command, { cwd: folder, env: { SHARD: shard, ...env } })
}

function merge(artifacts = 'shards'): Promise<ScriptRun> {
	const command = `node .github/scripts/merge-reports.mjs ${artifacts} 2`
	return runScript(command, { cwd: folder, env: {} })
}

/** Writes the isolation report, which a suite writes at its end, beside the reports of its tests. */
function writeIsolation(name: string, isolation: object): void {
	const reports = path.join(shards, name, 'isolation')
	mkdirSync(reports, { recursive: true })
	writeFileSync(path.join(reports, 'run.json'), JSON.stringify(isolation))
}

// Playwright starts four times in these tests, which takes long on a busy machine.
const timeout = 120_000

describe('a shard', { timeout }, () => {
	it.concurrent.each(['', '1', '0/2', '1/2; touch x'])('is not run as “%s”', async (shard) => {
		const { exitCode, output } = await testShard(shard)
		expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.stringContaining('SHARD') })
	})

	it('runs its part of the tests, and fails where they fail', async () => {
		const [first, second] = ['shard-1-attempt-1', 'shard-2-attempt-2'] as const
		const runs = await Promise.all([
			testShard('1/2', { WORKERS: '1', REPORT_DIR: path.join(shards, first) }),
			testShard('2/2'),
		])
		expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 1])
		renameSync(path.join(folder, 'reports'), path.join(shards, second))
		writeIsolation(first, shardReport(1).isolation)
		writeIsolation(second, shardReport(2).isolation)
	})
})

describe('the reports of shards', { timeout }, () => {
	const broken = shardReport(2, [violation('Worker 1 read worker 0.')]).isolation

	it('fail the job with a readable message where no shard left a report', async () => {
		const { exitCode, output, summary } = await merge('nothing')
		expect({ exitCode, output }).toEqual({
			exitCode: 1,
			output: expect.stringContaining('Shard 1 has no isolation report'),
		})
		expect(summary).toContain('Shard 2 has no report of its tests')
	})

	it('are those of the last attempt of each shard, with the tests of all in one HTML', async () => {
		writeIsolation('shard-2-attempt-1', broken)
		const { exitCode, summary } = await merge()
		expect(exitCode).toBe(0)
		expect(summary).toContain('| 1 | 1 | 0 | 0 |\n| 2 (attempt 2) | 0 | 1 | 0 |')
		expect(reportedTests()).toEqual(['fails', 'passes'])
	})

	it('fail the job where a request broke isolation, and are merged all the same', async () => {
		writeIsolation('shard-2-attempt-2', broken)
		const { exitCode, output, summary } = await merge()
		expect({ exitCode, output }).toEqual({
			exitCode: 1,
			output: expect.stringContaining('1 request broke isolation.'),
		})
		expect(summary).toContain('Worker 1 read worker 0.')
		const report = readFileSync(path.join(folder, 'merged/isolation-report.json'), 'utf8')
		expect(JSON.parse(report)).toMatchObject({ shards: [1, 2], violations: [{ shard: 2 }] })
		expect(existsSync(path.join(folder, 'merged/html/index.html'))).toBe(true)
		const page = readFileSync(path.join(folder, 'merged/isolation-report.html'), 'utf8')
		expect(page).toContain('broke isolation')
	})
})

/** The titles in the merged HTML, which holds its data as a ZIP archive in base64. */
function reportedTests(): string[] {
	const html = readFileSync(path.join(folder, 'merged/html/index.html'), 'utf8')
	const data = /data:application\/zip;base64,([A-Za-z0-9+/=]+)/.exec(html)?.[1] ?? ''
	const archive = Buffer.from(data, 'base64')
	const name = archive.indexOf('report.json')
	// The data begins after the name and the extra field. The extra field's length comes before the name.
	const text = inflateRawSync(archive.subarray(name + 11 + archive.readUInt16LE(name - 2)))
	const report = JSON.parse(text.toString('utf8')) as { files: { tests: { title: string }[] }[] }
	return report.files.flatMap(({ tests }) => tests.map(({ title }) => title)).sort()
}
