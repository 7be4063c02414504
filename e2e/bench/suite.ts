import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import path from 'node:path'
import { outputFolder } from '../isolation/run'
import type { IsolationReport } from '../report/report'
import { buildIfStale } from '../server/build'
import { dataDirectory } from '../server/data-directory'
import { suiteNames } from './names'
import type { Measure } from './results'
import type { Section, Setting } from './section'
import { measureOf } from './statistics'

/** The browser suite's page tests with one, two and three workers, each once. */
export const suite: Section = {
	name: 'suite',
	databases: ['embedded'],
	async run(setting) {
		await buildIfStale()
		const measures: Measure[] = []
		for (const workers of [1, 2, 3]) {
			setting.say(suiteNames.of(workers))
			measures.push(...(await runSuite(setting, workers)))
		}
		return { note, measures }
	},
}

const note =
	'`playwright test --project=app` against a production server with an embedded database of its own. The time runs from the first test’s seed to the last test’s end. Processor seconds are those of the whole machine in that time, so it has to be quiet.'

type Sample = { at: number; cpuSeconds: number }

async function runSuite(setting: Setting, workers: number): Promise<Measure[]> {
	const run = { run: `bench-${randomBytes(4).toString('hex')}`, shard: 0 }
	const htmlReport = path.join('playwright-report', `${run.run}-${run.shard}`)
	for (const folder of [outputFolder(run), htmlReport, dataDirectory(run)])
		setting.atEnd(async () => rmSync(folder, { recursive: true, force: true }))
	const samples: Sample[] = []
	const sampling = setInterval(
		() => samples.push({ at: Date.now(), cpuSeconds: busySeconds() }),
		100,
	)
	try {
		const files = setting.quick ? ['synthesis-flow.spec.ts'] : []
		await playwright(setting, ['--project=app', `--workers=${workers}`, ...files], run.run)
	} finally {
		clearInterval(sampling)
	}
	const report = readFileSync(path.join(outputFolder(run), 'isolation-report.json'), 'utf8')
	return measuresOf(JSON.parse(report), workers, samples)
}

/** Processor seconds that all cores have worked since the machine started. */
function busySeconds(): number {
	const busyMs = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq)
	return busyMs.reduce((sum, each) => sum + each, 0) / 1_000
}

/** Rejects with the end of the output where a test fails. */
function playwright({ atEnd }: Setting, options: string[], run: string): Promise<void> {
	const { BASE_URL: _, REPORT_DIR: __, ...environment } = process.env
	const command = ['node_modules/@playwright/test/cli.js', 'test', ...options]
	const child = spawn(process.execPath, command, {
		env: { ...environment, E2E_RUN_ID: run, DATABASE_URL: '' },
		stdio: ['ignore', 'pipe', 'pipe'],
		// A second interrupt, from the terminal, would keep Playwright from ending its server.
		detached: true,
	})
	let output = ''
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (data) => {
			output += data
		})
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
	atEnd(() => {
		child.kill('SIGINT')
		return ended
	})
	return ended.then((code) => {
		if (code !== 0) throw new Error(`The suite ended with ${code}:\n${output.slice(-2_000)}`)
	})
}

function measuresOf({ tests }: IsolationReport, workers: number, samples: Sample[]): Measure[] {
	const startedAt = Math.min(...tests.map((test) => test.startedAt))
	const endedAt = Math.max(...tests.map((test) => test.endedAt ?? test.startedAt))
	const seconds = tests.map((test) => ((test.endedAt ?? test.startedAt) - test.startedAt) / 1_000)
	const seeds = tests.flatMap((test) => test.seeds.filter(({ kept }) => !kept))
	const callsMs = seeds.map((seed) => seed.endedAt - seed.startedAt)
	const shareOf = (ms: number[]) => sum(ms) / 10 / sum(seconds)
	const wall = (endedAt - startedAt) / 1_000
	const inTime = samples.filter(({ at }) => at >= startedAt && at <= endedAt)
	const cpu = (inTime.at(-1)?.cpuSeconds ?? 0) - (inTime[0]?.cpuSeconds ?? 0)
	const bound = Math.max(...seconds, cpu / cpus().length)
	const one = (name: string, unit: Measure['unit'], value: number) => measureOf(name, unit, [value])
	const of = suiteNames.of(workers)
	return [
		one(suiteNames.wall(workers), 's', wall),
		one(`${of}: sum of the tests’ times`, 's', sum(seconds)),
		one(`${of}: longest test`, 's', Math.max(...seconds)),
		measureOf(`${of}: a test`, 's', seconds),
		measureOf(`${of}: a seed’s call`, 'ms', callsMs),
		one(suiteNames.share(workers), '%', shareOf(callsMs)),
		one(`${of}: the same by seed_ms`, '%', shareOf(seeds.map(({ seedMs }) => seedMs))),
		one(`${of}: processor time`, 's', cpu),
		one(suiteNames.bound(workers), 'times', wall / bound),
	]
}

function sum(values: number[]): number {
	return values.reduce((total, each) => total + each, 0)
}
