import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { PlaywrightTestConfig } from '@playwright/test'
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'
import { outputFolder } from '../isolation/run'
import type { IsolationReport } from '../report/report'

export type ChildRun = {
	run: string
	exitCode: number | null
	/** Everything that the run printed. */
	output: string
	/** The results of each test. A test that is repeated has several. */
	tests: { title: string; status: string; durationMs: number; errors: string[] }[]
	isolation: IsolationReport | null
}

export type ChildRunOptions = {
	args: string[]
	/** The name of the run, by default a new one. */
	run?: string
	shard?: number
	/** What the run changes in the suite's configuration. */
	configuration?: PlaywrightTestConfig
	env?: Record<string, string>
	/** The checkout whose suite runs. */
	cwd?: string
}

/** Runs Playwright in a process of its own, with its own run and output folder, against the server at `url`. */
export async function runPlaywright({
	args,
	url,
	run = `child-${randomBytes(4).toString('hex')}`,
	shard = 0,
	configuration,
	env = {},
	cwd = '.',
}: ChildRunOptions & { url: string }): Promise<ChildRun> {
	const folder = path.resolve(cwd, outputFolder({ run, shard }))
	const config = configuration ? ['--config=e2e/harness/configured.config.ts'] : []
	const child = startPlaywright(['test', ...config, ...args], {
		...{ url, run, shard, cwd },
		env: { E2E_CONFIGURATION: JSON.stringify(configuration), ...env },
	})
	child.stdin.end()
	const chunks: Buffer[] = []
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => chunks.push(chunk))
	const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
	const read = async (name: string) => {
		const text = await readFile(path.join(folder, name), 'utf8').catch(() => 'null')
		return JSON.parse(text)
	}
	const report: JSONReport | null = await read(`browser-${run}.json`)
	return {
		run,
		exitCode,
		output: Buffer.concat(chunks).toString('utf8'),
		tests: reportedTests(report),
		isolation: await read('isolation-report.json'),
	}
}

type Started = {
	url: string
	run: string
	shard?: number
	env?: Record<string, string | undefined>
	cwd?: string
}

/** Starts a command of Playwright's in a process of its own, for a run of its own against the server at `url`. */
export function startPlaywright(
	command: string[],
	{ url, run, shard = 0, env, cwd = '.' }: Started,
): ChildProcessByStdio<Writable, Readable, Readable> {
	return spawn(
		process.execPath,
		[path.resolve('node_modules/@playwright/test/cli.js'), ...command],
		{
			cwd,
			env: {
				...process.env,
				E2E_RUN_ID: run,
				E2E_CONTROLS: '1',
				BASE_URL: url,
				REPORT_DIR: path.resolve(cwd, outputFolder({ run, shard })),
				TEST_PARALLEL_INDEX: undefined,
				TEST_WORKER_INDEX: undefined,
				...env,
			},
			stdio: ['pipe', 'pipe', 'pipe'],
		},
	)
}

/** The results of all tests in a JSON report of Playwright's; none where there is no report. */
export function reportedTests(report: JSONReport | null): ChildRun['tests'] {
	return report?.suites.flatMap(testsOf) ?? []
}

function testsOf(suite: JSONReportSuite): ChildRun['tests'] {
	const own = suite.specs.flatMap(({ title, tests }) =>
		tests.flatMap(({ results }) =>
			results.map(({ status, duration, errors }) => ({
				title,
				durationMs: duration,
				status: status ?? 'unknown',
				errors: errors.map(({ message }) => message ?? ''),
			})),
		),
	)
	return [...own, ...(suite.suites ?? []).flatMap(testsOf)]
}
