import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { launchOptions } from '../server/browser'

const reports = process.env.REPORT_DIR
/** A test of the suite runs them: they break isolation on purpose. */
const areControls = !!process.env.E2E_CONTROLS

/** The suite of a foreign application. Its own fixtures are merged with those of isolation. */
export default defineConfig({
	testMatch: areControls ? 'controls/*.spec.ts' : 'foreign-suite/*.spec.ts',
	outputDir: `../../test-results/foreign-${areControls ? 'controls' : 'suite'}`,
	fullyParallel: true,
	workers: 2,
	forbidOnly: !!process.env.CI,
	use: { launchOptions: launchOptions() },
	reporter: reports
		? [['list'], ['json', { outputFile: path.resolve(reports, 'foreign-suite.json') }]]
		: [['list']],
})
