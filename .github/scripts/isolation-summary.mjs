// @ts-check
import { markdownText } from './runner.mjs'

/** @typedef {import('../../e2e/report/report').IsolationReport} IsolationReport */
/** @typedef {{ expected: number, unexpected: number, flaky: number, skipped: number }} TestStats */

/**
 * The reports of one shard. A report is null where the shard ended before it was written.
 * @typedef {object} ShardReport
 * @property {number} shard
 * @property {number} [attempt] of the shard's job, where it is known
 * @property {IsolationReport | null} isolation
 * @property {TestStats | null} tests
 * @property {string[]} blobs files of the reports that Playwright merges
 */

/**
 * The isolation reports of all shards as one.
 * @param {ShardReport[]} shards
 */
export function mergeIsolation(shards) {
	const reports = shards.flatMap(({ isolation }) => isolation ?? [])
	return {
		run: [...new Set(reports.map(({ run }) => run))].join(', '),
		shards: reports.map(({ shard }) => shard),
		commit: reports[0]?.commit ?? null,
		database: reports[0]?.database ?? null,
		workers: reports.flatMap(({ shard, workers }) => workers.map((row) => ({ shard, ...row }))),
		violations: reports.flatMap(({ violations }) => violations),
	}
}

/**
 * The problems of the reports, one sentence each. There are none where every shard reported and kept to its own data.
 * @param {ShardReport[]} shards
 * @param {number} expected
 */
export function problemsOf(shards, expected) {
	const problems = []
	for (let number = 1; number <= expected; number += 1) {
		const shard = shards.find((each) => each.shard === number)
		if (!shard?.isolation)
			problems.push(`Shard ${number} has no isolation report: it did not get to its end.`)
		if (!shard?.blobs.length) problems.push(`Shard ${number} has no report of its tests.`)
	}
	for (const { shard } of shards)
		if (shard < 1 || shard > expected)
			problems.push(`There is a report of shard ${shard}, but the run has ${expected} shards.`)
	const { violations } = mergeIsolation(shards)
	if (violations.length > 0)
		problems.push(
			`${violations.length === 1 ? '1 request' : `${violations.length} requests`} broke isolation.`,
		)
	return problems
}

/**
 * The page of the run: tests and workers of each shard, then what went wrong.
 * @param {ShardReport[]} shards
 * @param {string[]} problems
 */
export function summaryMarkdown(shards, problems) {
	const { run, commit, database, workers, violations } = mergeIsolation(shards)
	const place = database ? ` on ${markdownText(`${database.kind} ${database.version}`)}` : ''
	return [
		`### Isolation of ${run ? `the run ${markdownText(run)}` : 'the run'}${place}`,
		...(commit ? ['', `Commit ${markdownText(commit)}`] : []),
		'',
		...table(
			['shard', 'passed', 'failed', 'skipped'],
			shards.map(({ shard, attempt = 1, tests }) => [
				attempt > 1 ? `${shard} (attempt ${attempt})` : shard,
				tests?.expected ?? '–',
				tests ? tests.unexpected + tests.flaky : '–',
				tests?.skipped ?? '–',
			]),
		),
		'',
		...table(
			['shard', 'worker', 'seeds', 'tests', 'p50 ms', 'p95 ms', 'before', 'after', 'violations'],
			workers.map((row) => [
				...[row.shard, row.worker, row.seeds, row.tests],
				...[row.p50_ms?.toFixed(1) ?? '–', row.p95_ms?.toFixed(1) ?? '–'],
				...[row.hash_before?.slice(0, 8) ?? 'gone', row.hash_after?.slice(0, 8) ?? 'gone'],
				row.violations,
			]),
		),
		'',
		...violations.map(
			({ shard, code, procedure, message }) =>
				`- shard ${shard}: **${markdownText(code)}** in ${markdownText(procedure)}: ${markdownText(message, 1_000)}`,
		),
		...problems.map((problem) => `- ${markdownText(problem)}`),
		...(problems.length === 0 ? ['Every worker kept to its own data.'] : []),
		'',
	].join('\n')
}

/**
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
function table(head, rows) {
	/** @param {(string | number)[]} cells */
	const line = (cells) => `| ${cells.join(' | ')} |`
	return [line(head), line(head.map(() => '---:')), ...rows.map(line)]
}
