import type { FullConfig } from '@playwright/test'
import { plainError } from '../isolation/plain-errors'
import { baseUrl, outputFolder, resolvedRun } from '../isolation/run'
import { lastAttempts, readTests } from '../isolation/test-record'
import { counted } from '../report/words'
import { createClient } from './client'
import {
	contentHash,
	isolationReport,
	pageName,
	reportLines,
	writeReport,
} from './isolation-report'
import { refuseOtherCommit } from './preflight'
import { whatIsKept } from './what-is-kept'

/**
 * Prints and stores the isolation report, and deletes the seeds of this shard of the run. A failed run keeps its seeds
 * so that people can look at them; E2E_KEEP=1 keeps them too. The run fails where a request broke isolation, or where
 * another deployment has the address by now.
 */
export default async function globalTeardown(config: FullConfig): Promise<void> {
	const run = resolvedRun(config)
	const url = baseUrl()
	const client = createClient(url)
	const folders = new Set(config.projects.map(({ outputDir }) => outputDir))
	const tests = [...folders].flatMap(readTests)
	const report = await isolationReport(client, run, tests)
	const broken = report.violations.length > 0
	const decisive = config.failOnFlakyTests ? tests : lastAttempts(tests)
	const hasFailed = broken || decisive.some(({ expected }) => !expected)
	const keep = hasFailed || process.env.E2E_KEEP === '1'
	if (!keep) await client.testHelpers.cleanup.mutate(run)
	for (const row of report.workers) row.hash_after = await contentHash(client, run, row.worker)
	await writeReport(report)
	console.log(`\n${reportLines(report).join('\n')}`)
	console.log(`As a page: ${outputFolder(run)}/${pageName}`)
	if (keep)
		console.log(whatIsKept({ run, database: report.database.kind, givenUrl: process.env.BASE_URL }))
	if (broken) {
		console.log(
			`${counted(report.violations.length, 'request')} of this run broke isolation; see above.`,
		)
		failRun()
	}
	try {
		refuseOtherCommit(url, report)
	} catch (error) {
		throw plainError((error as Error).message)
	}
}

/** Fails the run by its exit code. A thrown error would be one that “was not a part of any test”, with our stack. */
function failRun(): void {
	process.once('exit', () => {
		// Playwright ends an interrupted run with 130.
		process.exitCode ||= 1
	})
}
