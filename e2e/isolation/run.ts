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

/** The run, with the shard of Playwright's resolved configuration. Throws where E2E_RUN_ID is not a name. */
export function resolvedRun({ shard }: Pick<FullConfig, 'shard'>): Run {
	return { run: runName(), shard: shard?.current ?? 0 }
}

/**
 * The run before Playwright resolves the configuration. A shard on the command line wins over the configuration's, as
 * for Playwright. The first process of a run puts the shard into the environment, for the server that it starts.
 */
export function announceRun({ shard }: Pick<PlaywrightTestConfig, 'shard'>): Run {
	const isWorker = process.env.TEST_WORKER_INDEX !== undefined
	if (!isWorker) process.env.E2E_SHARD = shardArgument(process.argv) ?? String(shard?.current ?? 0)
	return announcedRun()
}

/** The run that its first process or global setup put into the environment, for code that gets no configuration. */
export function announcedRun(): Run {
	return { run: runName(), shard: Number(process.env.E2E_SHARD ?? 0) }
}

/** For `random` the first process of a run makes up a name, which its other processes inherit. */
function runName(): string {
	if (process.env.E2E_RUN_ID === 'random') {
		process.env.E2E_RUN_ID = `random-${randomBytes(4).toString('hex')}`
		console.log(`E2E_RUN_ID=${process.env.E2E_RUN_ID}`)
	}
	const run = process.env.E2E_RUN_ID || localRun
	if (!RunName.safeParse(run).success)
		throw new Error(`E2E_RUN_ID=${run} is not a run's name: use 1 to 64 characters of A-Za-z0-9._-`)
	return run
}

function shardArgument(argv: string[]): string | undefined {
	return /(?:^|\s)--shard[= ](\d+)\/\d+/.exec(argv.join(' '))?.[1]
}

/**
 * The folder of a run's seed files and reports. Playwright empties it at the start of the run, so no run's folder may
 * lie in another run's.
 */
export function outputFolder(run: Run): string {
	return isLocalRun(run) ? 'test-results' : path.join('test-runs', `${run.run}-${run.shard}`)
}

/** The address of the application. Throws where none is known: some editors run a test without what starts a server. */
export function baseUrl(): string {
	const url = announcedUrl()
	if (url) return url
	throw new Error(
		'There is no server to test, as this run has started none. Run the test with npx playwright test, let the editor run global setup (in VS Code’s Testing view, under Playwright), or set BASE_URL=http://localhost:3000 to a server that runs.',
	)
}

/**
 * BASE_URL, or the server that the suite started; undefined before it has started. Throws where BASE_URL is no address
 * or has a password in it, which reports and logs would show. The error does not repeat BASE_URL.
 */
export function announcedUrl(): string | undefined {
	const { BASE_URL: given, E2E_PORT: port } = process.env
	if (!given) return port && `http://127.0.0.1:${port}`
	const url = URL.canParse(given) ? new URL(given) : null
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
		throw new Error(
			'BASE_URL: allowed: an address such as http://localhost:3000, with http:// or https:// and without user and password',
		)
	return given
}
