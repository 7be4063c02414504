import { randomBytes } from 'node:crypto'
import { baseUrl } from '../isolation/run'
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
	childRun: async ({}, use) => {
		const url = baseUrl()
		const runs = new Set<string>()
		await use(async (options) => {
			const child = await runPlaywright({ url, ...options })
			runs.add(child.run)
			return child
		})
		for (const run of runs) await cleanUp(url, run)
	},

	/** Opens UI mode for the controls of a file, against this run's server. Closes it after the test. */
	uiMode: async ({ page }, use) => {
		const url = baseUrl()
		const opened: UiMode[] = []
		await use(async (file) => {
			const run = `ui-${randomBytes(4).toString('hex')}`
			const mode = await openUiMode(page, { url, run, file })
			opened.push(mode)
			return mode
		})
		for (const { run, close } of opened) {
			await close()
			await cleanUp(url, run)
		}
	},
})

/** Without a lease: a test may clean up its own project only. */
async function cleanUp(url: string, run: string): Promise<void> {
	await createClient(url).testHelpers.cleanup.mutate({ run })
}

export { expect }
