import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { FullConfig, PlaywrightTestConfig } from '@playwright/test'
import { RunName } from '../../src/isolation/protocol'
import { isLocalRun, localRun } from '../../src/isolation/worker-ids'

export type Run = {
	run: string
	/** 0: not sharded. */
	shard: number
}

/** The run of a process by Playwright's resolved configuration, wherever the shard was said. Throws where E2E_RUN_ID is not a name. */
export function resolvedRun({ shard }: Pick<FullConfig, 'shard'>): Run {
	return { run: runName(), shard: shard?.current ?? 0 }
}

/**
 * The run before its configuration is resolved: the command line comes before `config`, as it does for Playwright. The
 * first process of a run keeps it in the environment, for the server that it starts.
 */
export function announceRun({ shard }: Pick<PlaywrightTestConfig, 'shard'>): Run {
	const isWorker = process.env.TEST_WORKER_INDEX !== undefined
	if (!isWorker) process.env.E2E_SHARD = shardArgument(process.argv) ?? String(shard?.current ?? 0)
	return announcedRun()
}

/** The run as its first process or global setup announced it, for code that gets no configuration. */
export function announcedRun(): Run {
	return { run: runName(), shard: Number(process.env.E2E_SHARD ?? 0) }
}

/** `random` becomes a name that the first process of a run makes up, and that the others inherit. */
function runName(): string {
	if (process.env.E2E_RUN_ID === 'random') {
		process.env.E2E_RUN_ID = `random-${randomBytes(4).toString('hex')}`
		console.log(`E2E_RUN_ID=${process.env.E2E_RUN_ID}`)
	}
	const run = process.env.E2E_RUN_ID || localRun
	if (!RunName.safeParse(run).success)
		throw new Error(`E2E_RUN_ID=${run} is no name of a run: use 1 to 64 characters of A-Za-z0-9._-`)
	return run
}

function shardArgument(argv: string[]): string | undefined {
	return /(?:^|\s)--shard[= ](\d+)\/\d+/.exec(argv.join(' '))?.[1]
}

/**
 * Where a run keeps its seed files and reports; Playwright empties it at the start of the run, so that no run has its
 * own in another one's.
 */
export function outputFolder(run: Run): string {
	return isLocalRun(run) ? 'test-results' : path.join('test-runs', `${run.run}-${run.shard}`)
}

/**
 * The address of the application: BASE_URL, or the server that the suite started. Throws where BASE_URL is none, or
 * holds a password, which reports and logs would show; it is not repeated.
 */
export function baseUrl(): string {
	const { BASE_URL: given, E2E_PORT: port } = process.env
	if (!given) return `http://127.0.0.1:${port ?? 'not-started'}`
	const url = URL.canParse(given) ? new URL(given) : null
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
		throw new Error('BASE_URL: allowed: an http:// or https:// address without user and password')
	return given
}
