import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'
import { outputFolder } from './run'

export type ChildRun = {
	run: string
	exitCode: number | null
	/** What it printed. */
	output: string
	/** The status and the error messages of each test, by title; repetitions one after the other. */
	tests: { title: string; status: string; errors: string[] }[]
}

export type ChildRunOptions = { args: string[]; shard?: number }

/** Runs Playwright with a run name and an output folder of its own against the server at `url`. */
export async function runPlaywright({
	args,
	url,
	shard = 0,
}: ChildRunOptions & { url: string }): Promise<ChildRun> {
	const run = `child-${randomBytes(4).toString('hex')}`
	const folder = outputFolder({ run, shard })
	const child = spawn(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', ...args], {
		env: {
			...process.env,
			E2E_RUN_ID: run,
			E2E_SHARD: String(shard),
			E2E_CONTROLS: '1',
			BASE_URL: url,
			REPORT_DIR: path.resolve(folder),
			TEST_PARALLEL_INDEX: undefined,
			TEST_WORKER_INDEX: undefined,
			E2E_FAILED: undefined,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	const chunks: Buffer[] = []
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => chunks.push(chunk))
	const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
	const report = await readFile(path.join(folder, `browser-${run}.json`), 'utf8').catch(() => null)
	return {
		run,
		exitCode,
		output: Buffer.concat(chunks).toString('utf8'),
		tests: report ? (JSON.parse(report) as JSONReport).suites.flatMap(testsOf) : [],
	}
}

function testsOf(suite: JSONReportSuite): ChildRun['tests'] {
	const own = suite.specs.flatMap(({ title, tests }) =>
		tests.flatMap(({ results }) =>
			results.map(({ status, errors }) => ({
				title,
				status: status ?? 'unknown',
				errors: errors.map(({ message }) => message ?? ''),
			})),
		),
	)
	return [...own, ...(suite.suites ?? []).flatMap(testsOf)]
}
