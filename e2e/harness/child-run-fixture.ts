import { type ChildRun, type ChildRunOptions, runPlaywright } from './child-run'
import { test as base, expect } from './fixtures'

export const test = base.extend<{ childRun: (options: ChildRunOptions) => Promise<ChildRun> }>({
	/** Runs Playwright against this run's server. Deletes the seeds of the child run after the test. */
	childRun: async ({ client, baseURL }, use) => {
		const runs = new Set<string>()
		await use(async (options) => {
			const child = await runPlaywright({ url: baseURL ?? '', ...options })
			runs.add(child.run)
			return child
		})
		for (const run of runs) await client.testHelpers.cleanup.mutate({ run })
	},
})

export { expect }
