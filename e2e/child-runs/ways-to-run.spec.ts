/** The ways in which people run tests, each tried in a run of its own: every attempt has the data that it expects. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ChildRun } from '../harness/child-run'
import { expect, test } from '../harness/child-run-fixture'
import { outputFolder } from '../isolation/run'
import { readTests, type TestRecord } from '../isolation/test-record'
import { findBrowser, launchOptions } from '../server/browser'

test.describe.configure({ timeout: 240_000 })

const titlesOf = ({ tests }: ChildRun, wanted: string) =>
	tests.filter(({ status }) => status === wanted).map(({ title }) => title)

/** Expects that each attempt began on a seed of its own. */
function expectOwnSeeds(tests: TestRecord[], count: number) {
	const seeds = tests.flatMap((each) => each.seeds)
	expect(seeds.filter(({ kept }) => kept)).toEqual([])
	expect(new Set(seeds.map(({ leaseId }) => leaseId)).size).toBe(count)
}

test('a retry has a seed of its own, and no part in what the attempt before it broke', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/fails-at-first.spec.ts', '--workers=1', '--retries=1'],
	})
	const statuses = child.tests.map(({ status }) => status)
	expect(statuses, child.output).toEqual(['failed', 'passed', 'failed', 'passed'])
	expectOwnSeeds(child.isolation?.tests ?? [], 4)
	const labels = child.isolation?.violations.map(({ label }) => label)
	expect(labels).toEqual(['controls › controls/fails-at-first.spec.ts › breaks isolation at first'])
	expect(child.exitCode, 'a broken isolation fails the run').toBe(1)
})

test('a serial group that is retried or repeated begins with data that nobody has changed', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/serial-groups.spec.ts', '--workers=1', '--retries=1', '--repeat-each=2'],
	})
	expect(child.exitCode, child.output).toBe(0)
	const failed = titlesOf(child, 'failed')
	expect(failed).toEqual(Array(2).fill('goes on with it, and fails after a change'))
	expect(titlesOf(child, 'passed')).toHaveLength(16)
	expect(child.isolation?.violations).toEqual([])
})

test('--last-failed repeats the failed test on a new seed, although the red run kept its own', async ({
	childRun,
	client,
}) => {
	const run = `last-failed-${randomBytes(4).toString('hex')}`
	const args = ['controls/one-is-red.spec.ts', '--workers=2']
	const red = await childRun({ run, args })
	expect(titlesOf(red, 'passed'), red.output).toHaveLength(2)
	const { live_leases } = await client.testHelpers.status.query({ run })
	expect(live_leases.length).toBeGreaterThan(0)
	const again = await childRun({ run, args: [...args, '--last-failed'] })
	expect(again.tests.map(({ title }) => title)).toEqual(['fails after a change'])
	// Not for what an earlier test left.
	expect(again.tests[0]?.errors[0], again.output).toMatch(/^(Error: )?is red on purpose/)
})

test('tests of one file without a page run at the same time on seeds of their own, and start no browser', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/asks-without-a-page.spec.ts', '--workers=3'],
		configuration: { use: { launchOptions: { executablePath: '/nowhere/a-browser' } } },
	})
	expect(child.exitCode, child.output).toBe(0)
	const { tests = [], violations } = child.isolation ?? {}
	expectOwnSeeds(tests, 6)
	expect(new Set(tests.map(({ worker }) => worker)).size).toBe(3)
	expect(violations).toEqual([])
})

test('--debug holds a test beyond its time limit; a run of the same name takes its data, and both are told', async ({
	childRun,
}, testInfo) => {
	const run = `debug-${randomBytes(4).toString('hex')}`
	const held = testInfo.outputPath('held')
	const goOn = testInfo.outputPath('go-on')
	const debugging = childRun({
		...{ run, args: ['controls/is-held.spec.ts', '--debug'] },
		env: { E2E_HELD: held, E2E_GO_ON: goOn },
	})
	await expect.poll(() => existsSync(held), { timeout: 60_000 }).toBe(true)
	const beside = await childRun({ run, args: ['controls/titles.spec.ts', '--workers=1'] })
	await writeFile(goOn, '')
	const debugged = await debugging
	expect(titlesOf(beside, 'passed'), beside.output).toHaveLength(5)
	expect(beside.output).toContain('STALE_LEASE')
	// Failed, and not timed out.
	expect(debugged.tests, debugged.output).toMatchObject([{ status: 'failed' }])
	expect(debugged.tests[0]?.errors.join()).toContain('STALE_LEASE')
})

test('UI mode seeds each test anew, with one global setup for all runs and an output folder that was emptied', async ({
	uiMode,
	client,
}) => {
	const mode = await uiMode('controls/asks-without-a-page.spec.ts')
	const folder = outputFolder({ run: mode.run, shard: 0 })
	const ended = () => readTests(folder).filter(({ endedAt }) => endedAt !== null)
	await mode.runAll(() => ended().length === 6)
	const first = ended()
	await rm(folder, { recursive: true })
	await mode.runAll(() => ended().length === 6)
	const second = ended()
	expect([...first, ...second].map(({ status }) => status)).toEqual(Array(12).fill('passed'))
	expectOwnSeeds([...first, ...second], 12)
	expect(await mode.close()).toContain(`Isolation of run ${mode.run}`)
	const { live_leases } = await client.testHelpers.status.query({ run: mode.run })
	expect(live_leases).toEqual([])
})

test('--only-changed runs the changed spec alone, on a seed of its own', async ({
	childRun,
}, testInfo) => {
	const folder = testInfo.outputPath('repository')
	await commitSpecs(folder, ['changed.spec.ts', 'same.spec.ts'])
	await writeFile(path.join(folder, 'changed.spec.ts'), specOf('has a seed since the change'))
	const config = `--config=${path.join(folder, 'playwright.config.ts')}`
	const child = await childRun({ args: [config, '--only-changed', '--workers=1'] })
	expect(child.exitCode, child.output).toBe(0)
	expect(child.tests.map(({ title }) => title)).toEqual(['has a seed since the change'])
	expectOwnSeeds(child.isolation?.tests ?? [], 1)
})

const fromCheckout = (name: string) => JSON.stringify(path.resolve(name))

function specOf(title: string): string {
	return `import { expect, pristine, test } from ${fromCheckout('e2e/controls/titled-test')}
		test('${title}', async ({ title }) => expect(await title.read()).toMatch(pristine))`
}

/** Makes a git repository of specs in the folder, as sources of this checkout may not change during a run. */
async function commitSpecs(folder: string, names: string[]): Promise<void> {
	await mkdir(folder)
	await writeFile(
		path.join(folder, 'playwright.config.ts'),
		`import { suiteWith } from ${fromCheckout('playwright.config')}
			export default suiteWith({ testDir: import.meta.dirname, projects: [{ name: 'app' }] })`,
	)
	for (const name of names) await writeFile(path.join(folder, name), specOf('has a seed'))
	const author = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@nowhere.invalid']
	for (const args of [['init'], ['add', '.'], [...author, 'commit', '--message=Specs']])
		execFileSync('git', args, { cwd: folder, stdio: 'pipe' })
}

test('--headed shows each test its own seed in a window, also beside a headless shell', async ({
	childRun,
}) => {
	const hasWindow = findBrowser({ hasWindow: true }) !== undefined
	test.skip(process.platform !== 'linux' || !hasWindow, 'needs Chromium for Linux')
	const options = launchOptions()
	// Chromium draws its windows into memory, so that it needs no screen.
	const args = [...(options.args ?? []), '--ozone-platform=headless']
	const child = await childRun({
		args: ['controls/shows-a-window.spec.ts', '--workers=1', '--headed', '--repeat-each=2'],
		configuration: { use: { launchOptions: { ...options, args } } },
	})
	expect(child.exitCode, child.output).toBe(0)
	expectOwnSeeds(child.isolation?.tests ?? [], 2)
})

test('--headed says what to install where there is a headless shell and nothing else', async ({
	childRun,
}) => {
	test.skip(process.platform !== 'linux', 'looks for applications elsewhere too')
	const launchOptions = { executablePath: '/nowhere/chromium-headless-shell' }
	const child = await childRun({
		args: ['controls/shows-a-window.spec.ts', '--workers=1', '--headed'],
		configuration: { use: { launchOptions } },
		env: { PATH: '/nowhere', PLAYWRIGHT_BROWSERS_PATH: '/nowhere' },
	})
	expect(child.exitCode, child.output).toBe(1)
	expect(child.tests[0]?.errors[0]).toContain('npx playwright install --with-deps chromium')
})

test('a page that an editor shows all tests in has the seed of each of them', async ({
	childRun,
}) => {
	const child = await childRun({
		args: ['controls/reuses-its-page.spec.ts', '--workers=1'],
		configuration: { use: { reuseContext: true } },
	})
	expect(child.exitCode, child.output).toBe(0)
	expectOwnSeeds(child.isolation?.tests ?? [], 3)
	expect(child.isolation?.violations).toEqual([])
})
