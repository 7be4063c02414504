import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** Tells global teardown, which runs in the same process, that a test failed. The teardown then keeps the seeds. */
export default class FailureReporter implements Reporter {
	printsToStdio(): boolean {
		return false
	}

	onTestEnd(test: TestCase, result: TestResult): void {
		if (result.status !== test.expectedStatus && result.status !== 'skipped')
			process.env.E2E_FAILED = '1'
	}
}
