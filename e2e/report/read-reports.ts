import { readFileSync } from 'node:fs'
import type { IsolationReport } from './report'
import { IsolationReportFile } from './report-schema'

/** Reads isolation reports. Throws with the name of the file that is none, or that repeats another. */
export function readReports(files: string[]): IsolationReport[] {
	const read = new Map<string, string>()
	return files.map((file) => {
		const report = readReport(file)
		const key = JSON.stringify([report.run, report.shard, report.startedAt])
		const other = read.get(key)
		if (other !== undefined)
			throw new Error(`${file}: is the same report as ${other}; give one of them.`)
		read.set(key, file)
		return report
	})
}

function readReport(file: string): IsolationReport {
	const { data, error } = IsolationReportFile.safeParse(parsed(file))
	if (data) return data
	const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`)
	const rest = issues.length > 3 ? [`and ${issues.length - 3} more`] : []
	throw new Error(`${file}: no isolation report: ${[...issues.slice(0, 3), ...rest].join('; ')}`)
}

function parsed(file: string): unknown {
	const text = attempt(file, 'cannot be read', () => readFileSync(file, 'utf8'))
	return attempt(file, 'is no JSON', () => JSON.parse(text))
}

function attempt<Result>(file: string, failure: string, action: () => Result): Result {
	try {
		return action()
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error)
		throw new Error(`${file}: ${failure}: ${reason}`, { cause: error })
	}
}
