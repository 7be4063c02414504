import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Status } from '../../src/server/seed/seed-request'
import { workerIdentity } from '../../src/server/seed/worker-identity'
import { outputFolder, type Run } from '../isolation/run'
import type { Client } from './client'

type WorkerReport = {
	worker: number
	seeds: number
	tests: number
	p50_ms: number | null
	p95_ms: number | null
	/** The hashes of the worker's project at the end of the run and after the cleanup; null where the project is gone. */
	hash_before: string | null
	hash_after: string | null
	violations: number
}

export type IsolationReport = Run & {
	database: Status['database']
	commit: Status['commit']
	workers: WorkerReport[]
	violations: Status['violations']
}

/** Makes the report from what the server stored of this shard. `hash_after` is filled in once the run is cleaned. */
export async function isolationReport(client: Client, run: Run): Promise<IsolationReport> {
	const status = await client.testHelpers.status.query({ run: run.run })
	const violations = status.violations.filter(({ shard }) => shard === run.shard)
	const timings = status.seeds_by_worker.filter(({ shard }) => shard === run.shard)
	const workers = await Promise.all(
		timings.map(
			async ({ worker, count, labels, p50_ms, p95_ms }): Promise<WorkerReport> => ({
				worker,
				seeds: count,
				// One label is that of global setup, which is no test.
				tests: labels - 1,
				p50_ms,
				p95_ms,
				hash_before: await contentHash(client, run, worker),
				hash_after: null,
				violations: violations.filter((violation) => violation.worker === worker).length,
			}),
		),
	)
	const { database, commit } = status
	return { ...run, database, commit, workers, violations }
}

export async function contentHash(
	client: Client,
	run: Run,
	worker: number,
): Promise<string | null> {
	const { project_id } = workerIdentity({ ...run, worker })
	return (await client.testHelpers.status.query({ project_id })).content_hash
}

/** Writes the report into the run's folder, and into `isolation/` of REPORT_DIR, from where shards are merged. */
export async function writeReport(report: IsolationReport): Promise<void> {
	const files = [path.join(outputFolder(report), 'isolation-report.json')]
	if (process.env.REPORT_DIR)
		files.push(path.join(process.env.REPORT_DIR, 'isolation', `${report.run}-${report.shard}.json`))
	for (const file of files) {
		await mkdir(path.dirname(file), { recursive: true })
		await writeFile(file, `${JSON.stringify(report, null, '\t')}\n`)
	}
}

/** The report as lines for the terminal. */
export function reportLines(report: IsolationReport): string[] {
	const short = (hash: string | null) => hash?.slice(0, 8) ?? 'gone'
	const shard = report.shard > 0 ? `, shard ${report.shard}` : ''
	return [
		`Isolation of run ${report.run}${shard} on ${report.database.kind} ${report.database.version}:`,
		'worker  seeds  tests  p50 ms  p95 ms  before    after     violations',
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
