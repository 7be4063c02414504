import { readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { WorkerSlot } from '../../src/isolation/worker-ids'
import { type Seed, type SeedInput, SeedResponse } from '../../src/server/seed/seed-request'
import { workerIdentity } from '../../src/server/seed/worker-identity'
import { announcedRun, outputFolder, type Run } from '../isolation/run'

/** The request that seeds a worker: a project and a source of its own, with a lease. */
export function workerSeedRequest(
	slot: WorkerSlot,
	label?: string,
): SeedInput & { project_id: string } {
	return { ...workerIdentity(slot), lease: { ...slot, label } }
}

function seedFile(run: Run, worker: number): string {
	return path.join(outputFolder(run), `e2e-seed-worker-${worker}.json`)
}

/** Writes a worker's seed so that a reader finds the whole file or no file. */
export async function writeWorkerSeed(run: Run, worker: number, seed: Seed): Promise<void> {
	const file = seedFile(run, worker)
	const unfinished = `${file}.${process.pid}`
	await writeFile(unfinished, `${JSON.stringify(seed, null, '\t')}\n`)
	await rename(unfinished, file)
}

/** Global setup's seed of this worker (`TEST_PARALLEL_INDEX`, 0 outside of workers). Throws where there is no file. */
export function getWorkerSeedData(): Seed {
	const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0)
	const file = seedFile(announcedRun(), worker)
	let text: string
	try {
		text = readFileSync(file, 'utf8')
	} catch (cause) {
		throw new Error(
			`There is no seed of worker ${worker} (${file}). Is globalSetup: './e2e/harness/global-setup.ts' configured in playwright.config.ts?`,
			{ cause },
		)
	}
	return SeedResponse.parse(JSON.parse(text))
}
