import path from 'node:path'
import { defineConfig, type ReporterDescription } from '@playwright/test'
import { launchOptions } from './e2e/browser'
import { baseUrl, currentRun, outputFolder } from './e2e/run'
import { suiteToken } from './e2e/suite-token'

const run = currentRun()
// A server that the suite starts opens to its token only; one that runs already has a setting of its own.
if (!process.env.BASE_URL) suiteToken()
const reportDir = process.env.REPORT_DIR
const reports: ReporterDescription[] = reportDir
	? [
			['json', { outputFile: path.join(reportDir, `browser-${run.run}.json`) }],
			// What the shards of a run are merged from.
			['blob', { outputDir: path.join(reportDir, 'blob') }],
		]
	: []

export default defineConfig({
	testDir: 'e2e',
	// What ends in .test.ts is Vitest's.
	testMatch: '**/*.spec.ts',
	testIgnore: [
		// The controls break isolation on purpose: isolation.spec.ts runs them in runs of their own.
		...(process.env.E2E_CONTROLS ? [] : ['controls/**']),
		// What starts servers of its own says nothing of the one that runs already.
		...(process.env.BASE_URL ? ['own-server/**'] : []),
	],
	outputDir: outputFolder(run),
	globalSetup: './e2e/global-setup.ts',
	globalTeardown: './e2e/global-teardown.ts',
	fullyParallel: true,
	forbidOnly: !!process.env.CI,
	retries: 0,
	reporter: [['list'], ['./e2e/failure-reporter.ts'], ...reports],
	expect: { timeout: 10_000 },
	// A trace doubles the time of a test here; --trace on records one.
	use: { baseURL: baseUrl(), launchOptions: launchOptions(), screenshot: 'only-on-failure' },
	webServer: process.env.BASE_URL
		? undefined
		: {
				command: 'node --import tsx e2e/web-server.ts',
				wait: { stdout: /Listening on port (?<e2e_port>\d+)/ },
				stdout: 'ignore',
				timeout: 300_000,
				gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
			},
})
