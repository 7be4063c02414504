import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import type { PlaywrightTestConfig } from '@playwright/test'
import type { JSONReport } from '@playwright/test/reporter'
import { scratchFolder } from '../deployment/processes'
import { endedAfterTests } from '../deployment/running'
import { type ChildRun, reportedTests } from '../harness/child-run'
import { outputFolder } from '../isolation/run'
import type { IsolationReport } from '../report/report'
import type { Preview } from './preview'

export type Step = { exitCode: number | null; output: string }

type Place = { args?: string[]; env?: Record<string, string | undefined>; cwd?: string }

/** Starts a script of the workflow in a process group of its own. The group ends with the tests at the latest. */
function startStep(script: string, { args = [], env, cwd }: Place) {
	const command = [path.resolve('.github/scripts', script), ...args]
	// Variables of the test process are left out: the runner of a workflow has none of them.
	const { NODE_ENV: _, ...inherited } = process.env
	const own = Object.entries(inherited).filter(([name]) => !/^(VITEST|E2E_|GITHUB_)/.test(name))
	const child = spawn(process.execPath, command, {
		...{ cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
		env: { ...Object.fromEntries(own), ...env } as NodeJS.ProcessEnv,
	})
	let output = ''
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => {
			output += chunk
		})
	const ended = new Promise<Step>((resolve) =>
		child.once('close', (exitCode) => resolve({ exitCode, output })),
	)
	endedAfterTests(async () => killGroup(child))
	return { child, ended }
}

/** Kills a step with all processes that it started, as a runner does when a job is cancelled. */
function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
	if (!pid || exitCode !== null || signalCode !== null) return
	try {
		process.kill(-pid, 'SIGKILL')
	} catch {
		// The group ended just now.
	}
}

export type ShardRun = Step & {
	tests: ChildRun['tests']
	isolation: IsolationReport | null
}

/** Four browsers and two servers may share two cores: a page that is asked for first has taken 18 seconds to load. */
const patient: PlaywrightTestConfig = { timeout: 120_000, expect: { timeout: 60_000 } }

type ShardOptions = {
	run: string
	/** The shard and the number of shards, such as `1/2`. */
	shard: string
	specs: string[]
	/** Variables that replace the preview's. An undefined one is not set. */
	env?: Record<string, string | undefined>
	/** An address to test instead of the preview's. */
	url?: string
}

/** Starts a shard with one worker. `mergeReports` finds its reports. */
export function startShard(preview: Preview, { run, shard, specs, env, url }: ShardOptions) {
	const number = Number(shard.split('/')[0])
	const reports = path.join(reportsOf(run), `shard-${number}`)
	endedAfterTests(async () => {
		rmSync(outputFolder({ run, shard: number }), { recursive: true, force: true })
	})
	const { child, ended } = startStep('test-shard.mjs', {
		args: [...specs, '--config=e2e/harness/configured.config.ts'],
		env: {
			E2E_CONFIGURATION: JSON.stringify(patient),
			...preview.variables,
			...{ BASE_URL: url ?? preview.url, E2E_RUN_ID: run, SHARD: shard },
			...{ WORKERS: '1', REPORT_DIR: reports },
			...env,
		},
	})
	const read = (name: string) => {
		try {
			return JSON.parse(readFileSync(path.join(reports, name), 'utf8'))
		} catch {
			return null
		}
	}
	return {
		kill: () => killGroup(child),
		ended: ended.then((step): ShardRun => {
			const report: JSONReport | null = read(`browser-${run}.json`)
			const isolation = read(`isolation/${run}-${number}.json`)
			return { ...step, tests: reportedTests(report), isolation }
		}),
	}
}

const folders = new Map<string, string>()

/** The folder in which the shards of a run leave their reports. */
function reportsOf(run: string): string {
	const known = folders.get(run)
	if (known) return known
	const folder = scratchFolder('shards')
	endedAfterTests(async () => rmSync(folder, { recursive: true, force: true }))
	folders.set(run, folder)
	return folder
}

/** Merges the reports of a run's two shards. Returns the merged reports, the exit code and the output. */
export async function mergeReports(run: string) {
	// The script writes into its working directory.
	const cwd = path.join(scratchFolder('merged'), 'merging')
	mkdirSync(cwd)
	endedAfterTests(async () => rmSync(path.dirname(cwd), { recursive: true, force: true }))
	symlinkSync(path.resolve('node_modules'), path.join(cwd, 'node_modules'))
	const step = await startStep('merge-reports.mjs', { args: [reportsOf(run), '2'], cwd }).ended
	const read = (name: string) => readFileSync(path.join(cwd, 'merged', name), 'utf8')
	return {
		...step,
		isolation: JSON.parse(read('isolation-report.json')),
		page: read('html/index.html'),
	}
}

/** Deletes the seeds that a run left. */
export function cleanUp(preview: Preview, run: string): Promise<Step> {
	const env = { ...preview.variables, BASE_URL: preview.url, E2E_RUN_ID: run }
	return startStep('clean-up.mjs', { env }).ended
}
