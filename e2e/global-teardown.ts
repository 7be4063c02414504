import { createClient } from './client'
import { baseUrl, currentRun } from './run'

/** Deletes the run's seeds; E2E_KEEP=1 leaves them to be looked at. */
export default async function globalTeardown(): Promise<void> {
	if (process.env.E2E_KEEP === '1') return
	await createClient(baseUrl()).testHelpers.cleanup.mutate(currentRun())
}
