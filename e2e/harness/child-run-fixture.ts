import { randomBytes } from 'node:crypto'
import { type ChildRun, type ChildRunOptions, runPlaywright } from './child-run'
import { createClient } from './client'
import { test as base, expect } from './fixtures'
import { openUiMode, type UiMode } from './ui-mode'

type ChildRuns = {
	childRun: (options: ChildRunOptions) => Promise<ChildRun>
	uiMode: (file: string) => Promise<UiMode>
}

export const test = base.extend<ChildRuns>({
	/** Runs Playwright against this run's server. Deletes the seeds of the child run after the test. */
	childRun: async ({ baseURL = '' }, use) => {
		const runs = new Set<string>()
		await use(async (options) => {
			const child = await runPlaywright({ url: baseURL, ...options })
			runs.add(child.run)
			return child
		})
		for (const run of runs) await cleanUp(baseURL, run)
	},

	/** Opens UI mode for the controls of a file, against this run's server. Closes it after the test. */
	uiMode: async ({ baseURL = '', page }, use) => {
		const opened: UiMode[] = []
		await use(async (file) => {
			const run = `ui-${randomBytes(4).toString('hex')}`
			const mode = await openUiMode(page, { url: baseURL, run, file })
			opened.push(mode)
			return mode
		})
		for (const { run, close } of opened) {
			await close()
			await cleanUp(baseURL, run)
		}
	},
})

/** Without a lease: a test may clean up its own project only. */
async function cleanUp(url: string, run: string): Promise<void> {
	await createClient(url).testHelpers.cleanup.mutate({ run })
}

export { expect }
