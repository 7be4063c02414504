import { existsSync } from 'node:fs'
import path from 'node:path'
import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter'
import { pageName } from './isolation-report'

/** Attaches the page about the run's isolation to the tests that failed, or to the first test, for the HTML report. */
export default class PageAttachment implements Reporter {
	private config?: FullConfig
	private suite?: Suite

	printsToStdio(): boolean {
		return false
	}

	onBegin(config: FullConfig, suite: Suite): void {
		Object.assign(this, { config, suite })
	}

	onEnd(): void {
		if (!this.config) return
		// The run's folder is the output folder of every project that does not choose another.
		const pages = this.config.projects.map(({ outputDir }) => path.join(outputDir, pageName))
		const page = pages.find((each) => existsSync(each))
		if (!page) return
		const tests = this.suite?.allTests() ?? []
		const failed = tests.filter((test) => !test.ok())
		for (const test of failed.length > 0 ? failed : tests.slice(0, 1))
			test.results.at(-1)?.attachments.push({
				...{ name: 'isolation of the whole run', path: page, contentType: 'text/html' },
			})
	}
}
