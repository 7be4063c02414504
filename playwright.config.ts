import path from 'node:path'
import { defineConfig, type PlaywrightTestConfig, type ReporterDescription } from '@playwright/test'
import { suiteToken } from './e2e/harness/suite-token'
import { announcedUrl, announceRun, outputFolder, type Run } from './e2e/isolation/run'
import { endUnleasedTests } from './e2e/isolation/unleased-pages'
import { launchOptions } from './e2e/server/browser'

endUnleasedTests()

// A server that the suite starts opens only to the suite's token. A server that already runs has its own token.
if (!process.env.BASE_URL) suiteToken()

/** An absolute path, so that a configuration in another folder can build on this one. */
const inSuite = (name: string) => path.join(import.meta.dirname, 'e2e', name)

/** The specs by the server that they test. Only `app` makes sense against a server that runs already. */
const projects = [
	// The server of the run.
	// A `.page.spec.ts` looks at the page alone, whatever database is behind it: CI runs it on one.
	{ name: 'app', testMatch: 'e2e/*.spec.ts' },
	// Servers that a spec starts and kills: on PostgreSQL where DATABASE_URL names one, else on embedded databases.
	{ name: 'killed-server', testMatch: 'e2e/killed-server/*.spec.ts' },
	// Servers and sites that a spec starts on this machine: always on embedded databases.
	{ name: 'own-server', testMatch: 'e2e/own-server/*.spec.ts' },
	// Deployments with other settings, each started once for many questions to its gate.
	{ name: 'gate', testMatch: 'e2e/gate/*.spec.ts' },
	// The suite itself, in runs that a spec starts against the server of the run.
	{ name: 'child-runs', testMatch: 'e2e/child-runs/*.spec.ts' },
	// The specs that child runs run. Some break isolation on purpose.
	{ name: 'controls', testMatch: 'e2e/controls/*.spec.ts' },
]

function areTested({ name }: { name: string }): boolean {
	if (name === 'controls') return !!process.env.E2E_CONTROLS
	return name === 'app' || !process.env.BASE_URL
}

const suite: PlaywrightTestConfig = {
	testDir: inSuite(''),
	projects: projects.filter(areTested),
	globalSetup: inSuite('harness/global-setup.ts'),
	globalTeardown: inSuite('harness/global-teardown.ts'),
	fullyParallel: true,
	forbidOnly: !!process.env.CI,
	retries: 0,
	expect: { timeout: 10_000 },
	// No traces, because with them a test takes half as long again; `--trace on` records them.
	use: { baseURL: announcedUrl(), launchOptions: launchOptions(), screenshot: 'only-on-failure' },
	webServer: process.env.BASE_URL
		? undefined
		: {
				command: 'node --import tsx e2e/server/web-server.ts',
				cwd: import.meta.dirname,
				wait: { stdout: /Listening on port (?<e2e_port>\d+)/ },
				stdout: 'ignore',
				timeout: 300_000,
				gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
			},
}

/**
 * The suite with changes, such as `{ shard: { current: 1, total: 2 } }`. Projects of the changes replace those of the
 * suite. What a run writes has a folder for each shard.
 */
export function suiteWith(changes: PlaywrightTestConfig): PlaywrightTestConfig {
	// defineConfig would merge the projects.
	const config = defineConfig({ ...suite, ...(changes.projects && { projects: [] }) }, changes)
	const run = announceRun(config)
	return defineConfig(config, {
		outputDir: path.join(import.meta.dirname, outputFolder(run)),
		reporter: [['list'], ...reportsOf(run)],
	})
}

/**
 * Playwright's HTML report, for people. Where REPORT_DIR is set, reports for programs: JSON, and blobs from which the
 * shards of a run are merged. No run depends on its reporters: `--reporter` replaces them.
 */
function reportsOf({ run, shard }: Run): ReporterDescription[] {
	if (!process.env.REPORT_DIR) {
		const outputFolder = inSuite(`../playwright-report/${run}-${shard}`)
		return [[inSuite('harness/page-attachment.ts')], ['html', { open: 'never', outputFolder }]]
	}
	const folder = path.resolve(process.env.REPORT_DIR)
	return [
		['json', { outputFile: path.join(folder, `browser-${run}.json`) }],
		['blob', { outputDir: path.join(folder, 'blob') }],
	]
}

export default suiteWith({})
