import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

// Adds up the reports of the test runners and prints the sums. Exits with 1 when anything failed or nothing passed.
const [folder, failedSteps] = process.argv.slice(2)
let passed = 0
let failed = 0
for (const entry of readdirSync(folder, { recursive: true })) {
	if (!entry.endsWith('.json')) continue
	const report = JSON.parse(readFileSync(path.join(folder, entry), 'utf8'))
	if (report.stats) {
		passed += report.stats.expected
		failed += report.stats.unexpected + report.stats.flaky
	} else if ('numPassedTests' in report) {
		passed += report.numPassedTests
		failed += report.numFailedTests
	}
}
// A step that failed without a failed test: types, lint, a build, an installation.
if (failed === 0) failed = Number(failedSteps)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
