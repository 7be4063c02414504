import { mkdir } from 'node:fs/promises'
import type { FullConfig } from '@playwright/test'
import { baseUrl, outputFolder, resolvedRun } from '../isolation/run'
import { createBatchingClient } from './client'
import { preflight } from './preflight'
import { workerSeedRequest, writeWorkerSeed } from './worker-seed'

/** Checks the application, seeds every worker in one batch, and writes the seeds into the run's output folder. */
export default async function globalSetup(config: FullConfig): Promise<void> {
	const run = resolvedRun(config)
	// The workers inherit this variable.
	process.env.E2E_SHARD = String(run.shard)
	const url = baseUrl()
	await preflight(url, run.run)
	const client = createBatchingClient(url)
	await client.testHelpers.cleanup.mutate(run)
	const workers = Array.from({ length: config.workers }, (_, worker) => worker)
	const seeds = await Promise.all(
		workers.map((worker) =>
			client.testHelpers.seed.mutate(workerSeedRequest({ ...run, worker }, 'global setup')),
		),
	)
	await mkdir(outputFolder(run), { recursive: true })
	await Promise.all(seeds.map((seed, worker) => writeWorkerSeed(run, worker, seed)))
}
