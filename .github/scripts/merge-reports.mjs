// @ts-check
/**
 * Merges the reports of a run's shards: `node .github/scripts/merge-reports.mjs <folder of their artifacts> <number of
 * shards>` writes `merged/html`, `merged/isolation-report.json`, the same as a page, and a summary. It fails where a shard is missing or a
 * request broke isolation. A folder's name may end in `-attempt-<n>`: only the last attempt of a shard counts.
 */
import { spawnSync } from 'node:child_process'
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { mergeIsolation, problemsOf, summaryMarkdown } from './isolation-summary.mjs'
import { addSummary, fail, oneLine, runStep, say } from './runner.mjs'

/** @typedef {import('./isolation-summary.mjs').ShardReport} ShardReport */

const output = path.resolve('merged')

/** @param {string} file */
function json(file) {
	return JSON.parse(readFileSync(file, 'utf8'))
}

/**
 * @param {string} folder
 * @returns {ShardReport & { attempt: number, isolationFile: string | undefined }}
 */
function readShard(folder) {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	/** @param {RegExp} pattern */
	const matching = (pattern) =>
		files
			.filter((file) => pattern.test(file.replaceAll(path.sep, '/')))
			.map((file) => path.join(folder, file))
	const [isolationFile, another] = matching(/(^|\/)isolation\/[^/]+\.json$/)
	const isolation = isolationFile ? json(isolationFile) : null
	if (another)
		throw new Error(`${folder} has reports of several shards or runs: give each a folder.`)
	const [browser] = matching(/(^|\/)browser-[^/]+\.json$/).map(json)
	const name = path.basename(folder)
	return {
		// A shard that broke off has no report. The name of its artifact's folder still has its number.
		shard: isolation?.shard ?? Number(/(?:^|-)shard-(\d+)/.exec(name)?.[1] ?? 0),
		attempt: Number(/-attempt-(\d+)$/.exec(name)?.[1] ?? 0),
		isolation,
		isolationFile,
		tests: browser?.stats ?? null,
		blobs: matching(/(^|\/)blob\/[^/]+\.zip$/),
	}
}

/** @param {string} folder */
function readShards(folder) {
	/** @type {Map<number, ReturnType<typeof readShard>>} */
	const latest = new Map()
	// The folder does not exist where no shard left an artifact.
	const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
	for (const { name } of entries.filter((entry) => entry.isDirectory())) {
		const shard = readShard(path.join(folder, name))
		const other = latest.get(shard.shard)
		if (other?.attempt === shard.attempt)
			throw new Error(`There are two reports of shard ${shard.shard}: merge one run at a time.`)
		if (!other || other.attempt < shard.attempt) latest.set(shard.shard, shard)
	}
	return [...latest.values()].sort((one, other) => one.shard - other.shard)
}

/** @param {ShardReport[]} shards */
function mergeHtml(shards) {
	const blobs = path.join(output, 'blob')
	mkdirSync(blobs)
	for (const { shard, blobs: files } of shards)
		for (const file of files)
			copyFileSync(file, path.join(blobs, `${shard}-${path.basename(file)}`))
	const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
	const { status } = spawnSync(process.execPath, [cli, 'merge-reports', '--reporter=html', blobs], {
		env: {
			...process.env,
			PLAYWRIGHT_HTML_OUTPUT_DIR: path.join(output, 'html'),
			PLAYWRIGHT_HTML_OPEN: 'never',
		},
		stdio: 'inherit',
	})
	rmSync(blobs, { recursive: true })
	if (status !== 0) throw new Error('Playwright could not merge the reports of the shards.')
}

/** @param {string[]} files */
function mergePages(files) {
	const command = fileURLToPath(new URL('../../e2e/report/merge-command.ts', import.meta.url))
	const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
	const page = path.join(output, 'isolation-report.html')
	const { status } = spawnSync(
		process.execPath,
		['--import', tsx, command, ...files, '--out', page],
		{
			stdio: 'inherit',
		},
	)
	if (status !== 0)
		throw new Error('The isolation reports of the shards could not be shown on a page.')
}

await runStep(() => {
	const [folder, count] = process.argv.slice(2)
	if (!folder || !/^[1-9]\d*$/.test(count ?? ''))
		throw new Error('Usage: merge-reports.mjs <folder of the shards’ artifacts> <number of shards>')
	rmSync(output, { recursive: true, force: true })
	mkdirSync(output)
	const shards = readShards(folder)
	const problems = problemsOf(shards, Number(count))
	const merged = mergeIsolation(shards)
	writeFileSync(
		path.join(output, 'isolation-report.json'),
		`${JSON.stringify(merged, null, '\t')}\n`,
	)
	addSummary(summaryMarkdown(shards, problems))
	const isolationFiles = shards.flatMap(({ isolationFile }) => isolationFile ?? [])
	if (isolationFiles.length > 0) mergePages(isolationFiles)
	if (shards.some(({ blobs }) => blobs.length > 0)) mergeHtml(shards)
	for (const problem of problems) fail(problem)
	for (const { message } of merged.violations) say(oneLine(message))
	if (problems.length === 0)
		say(`${shards.length} shards are merged; every worker kept to its own data.`)
})
