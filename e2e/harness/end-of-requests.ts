import { test as base } from '@playwright/test'
import { followRequests } from './open-requests'
import { resolvedRun } from './run'
import type { Leased } from './seeded-application'

/** The statuses of an answer in which the guard may have refused something; a batch has its own. */
const refusals = [207, 409]

type TestFixtures = { seed: Leased }
type WorkerFixtures = {
	application: { violations(run: string, leaseId: string | null): Promise<string[]> }
}

/** Ends what the pages of a test ask: with the test, and at once where the guard refused a request. */
export const endOfRequests = base.extend<TestFixtures, WorkerFixtures>({
	context: async ({ context, application, seed }, use, { config }) => {
		const endRequests = followRequests(context)
		// Chromium may let a request by while a page's first route is set up: this one is, before there is a page.
		await context.route('https://nowhere.invalid/', (route) => route.abort())
		// Else a test whose request was refused would wait for what never comes until its time is up.
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
