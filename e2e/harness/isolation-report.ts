import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { workerIdentity } from '../../src/server/seed/worker-identity'
import { outputFolder, type Run } from '../isolation/run'
import type { IsolationReport, TestRecord, WorkerReport } from '../report/report'
import { reportPage } from '../report/report-page'
import type { Client } from './client'

export const pageName = 'isolation-report.html'

/**
 * Makes the report from what the server stored of this shard, and from what the tests noted. `hash_after` is filled in
 * once the run is cleaned.
 */
export async function isolationReport(
	client: Client,
	run: Run,
	tests: TestRecord[],
): Promise<IsolationReport> {
	const status = await client.testHelpers.status.query(run)
	const { database, commit, violations } = status
	const workers = await Promise.all(
		status.seeds_by_worker.map(
			async ({ worker, count, p50_ms, p95_ms }): Promise<WorkerReport> => ({
				worker,
				seeds: count,
				tests: tests.filter((test) => test.worker === worker).length,
				p50_ms,
				p95_ms,
				hash_before: await contentHash(client, run, worker),
				hash_after: null,
				violations: violations.filter((each) => isOf(worker, each)).length,
			}),
		),
	)
	const [startedAt = Date.now()] = tests.map((test) => test.startedAt)
	return { ...run, database, commit, startedAt, endedAt: Date.now(), workers, violations, tests }
}

/** A request without a lease is nobody's: it names the worker whose data it touched. */
function isOf(worker: number, violation: IsolationReport['violations'][number]): boolean {
	return violation.worker === worker && violation.code !== 'LEASE_REQUIRED'
}

export async function contentHash(
	client: Client,
	run: Run,
	worker: number,
): Promise<string | null> {
	const { project_id } = workerIdentity({ ...run, worker })
	return (await client.testHelpers.status.query({ project_id })).content_hash
}

/**
 * Writes the report as JSON and as a page into the run's folder, and the JSON into `isolation/` of REPORT_DIR, from
 * where shards are merged.
 */
export async function writeReport(report: IsolationReport): Promise<void> {
	const json = `${JSON.stringify(report, null, '\t')}\n`
	const folder = outputFolder(report)
	const files = [
		{ name: path.join(folder, 'isolation-report.json'), text: json },
		{ name: path.join(folder, pageName), text: reportPage([report]) },
	]
	if (process.env.REPORT_DIR) {
		const name = `${report.run}-${report.shard}.json`
		files.push({ name: path.join(process.env.REPORT_DIR, 'isolation', name), text: json })
	}
	for (const { name, text } of files) {
		await mkdir(path.dirname(name), { recursive: true })
		await writeFile(name, text)
	}
}

/** The report as lines for the terminal. */
export function reportLines(report: IsolationReport): string[] {
	const short = (hash: string | null) => hash?.slice(0, 8) ?? 'gone'
	const shard = report.shard > 0 ? `, shard ${report.shard}` : ''
	return [
		`Isolation of run ${report.run}${shard} on ${report.database.kind} ${report.database.version}:`,
		'worker  seeds  tests  p50 ms  p95 ms  hash      cleaned   violations',
		...report.workers.map((row) =>
			[
				String(row.worker).padStart(6),
				String(row.seeds).padStart(5),
				String(row.tests).padStart(5),
				(row.p50_ms ?? 0).toFixed(1).padStart(6),
				(row.p95_ms ?? 0).toFixed(1).padStart(6),
				short(row.hash_before).padEnd(8),
				short(row.hash_after).padEnd(8),
				String(row.violations).padStart(10),
			].join('  '),
		),
		...report.violations.map(
			({ code, procedure, message }) => `${code} in ${procedure}: ${message}`,
		),
	]
}
