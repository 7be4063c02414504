import type { FullConfig } from '@playwright/test'
import { baseUrl, resolvedRun } from '../isolation/run'
import { createClient } from './client'
import { contentHash, isolationReport, reportLines, writeReport } from './isolation-report'
import { refuseOtherCommit } from './preflight'

/**
 * Prints and stores the isolation report, and deletes the seeds of this shard of the run. A failed run keeps its seeds
 * so that people can look at them; E2E_KEEP=1 keeps them too. Throws where a request broke isolation or another
 * deployment has the address by now: the run fails.
 */
export default async function globalTeardown(config: FullConfig): Promise<void> {
	const run = resolvedRun(config)
	const url = baseUrl()
	const client = createClient(url)
	const report = await isolationReport(client, run)
	const broken = report.violations.length > 0
	const keep = process.env.E2E_KEEP === '1' || process.env.E2E_FAILED === '1' || broken
	if (!keep) await client.testHelpers.cleanup.mutate(run)
	for (const row of report.workers) row.hash_after = await contentHash(client, run, row.worker)
	await writeReport(report)
	console.log(`\n${reportLines(report).join('\n')}`)
	if (keep)
		console.log(
			'The seeds are kept until they are cleaned, or a run of the same name replaces them.',
		)
	if (broken)
		throw new Error(`${report.violations.length} requests of this run broke isolation; see above.`)
	refuseOtherCommit(url, report)
}
