/** Makes one page of the isolation reports of shards or runs. Run: `npm run report -- <isolation-report.json …> [--out isolation-report.html]`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readReports } from './read-reports'
import { reportPage } from './report-page'

try {
	const { values, positionals: files } = parseArgs({
		allowPositionals: true,
		options: { out: { type: 'string', default: 'isolation-report.html' } },
	})
	if (files.length === 0)
		throw new Error(
			'Usage: npm run report -- <isolation-report.json …> [--out isolation-report.html]',
		)
	const page = reportPage(readReports(files))
	mkdirSync(path.dirname(values.out), { recursive: true })
	writeFileSync(values.out, page)
	console.log(`${files.length === 1 ? '1 report' : `${files.length} reports`} → ${values.out}`)
} catch (error) {
	console.error(error instanceof Error ? error.message : error)
	process.exitCode = 1
}
