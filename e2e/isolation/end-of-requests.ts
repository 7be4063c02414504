import { test as base } from '@playwright/test'
import { followRequests } from './open-requests'
import { resolvedRun } from './run'
import type { Leased } from './seeded-application'

/** The statuses of answers in which the guard may have refused a call. 207 is for a batch with different results. */
const refusals = [207, 409]

type TestFixtures = { seed: Leased }
type WorkerFixtures = {
	application: { violations(run: string, leaseId: string | null): Promise<string[]> }
}

/** Ends the requests of a test's pages when the test ends, or as soon as the guard has refused a request. */
export const endOfRequests = base.extend<TestFixtures, WorkerFixtures>({
	context: async ({ context, application, seed }, use, { config }) => {
		const endRequests = followRequests(context)
		// Chromium may miss requests while the first route is set up, so one is set up here, before there is a page.
		await context.route('https://nowhere.invalid/', (route) => route.abort())
		// Closing the context ends the test now and not at its time limit.
		const endIfRefused = async () => {
			const [violation] = await application.violations(resolvedRun(config).run, seed.lease_id)
			if (violation) await context.close({ reason: violation })
		}
		context.on('response', (response) => {
			if (refusals.includes(response.status())) endIfRefused().catch(() => {})
		})
		await use(context)
		await endRequests()
	},
})
