import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, type Page } from '@playwright/test'
import { startPlaywright } from './child-run'

export type UiMode = {
	run: string
	/** Runs all tests that UI mode lists, and waits until `isEnded`. */
	runAll(isEnded: () => boolean): Promise<void>
	/** Ends UI mode and waits for its global teardown. Returns what it printed. */
	close(): Promise<string>
}

/**
 * Opens Playwright's UI mode for the tests of one file. A page takes the place of its window, which needs a screen. The
 * server behind it is the one that editors use too.
 */
export async function openUiMode(
	page: Page,
	{ url, run, file }: { url: string; run: string; file: string },
): Promise<UiMode> {
	const server = startPlaywright(['test-server'], { url, run })
	const exited = once(server, 'exit')
	const lines: string[] = []
	const address = await new Promise<string>((resolve, reject) => {
		exited.then(() => reject(new Error(`UI mode did not start:\n${lines.join('\n')}`)))
		for (const stream of [server.stdout, server.stderr])
			createInterface(stream).on('line', (line) => {
				lines.push(line)
				const [, found] = /Listening on ws:(\S+)\/ws$/.exec(line) ?? []
				if (found) resolve(`http:${found}`)
			})
	})
	await page.goto(`${address}/trace/uiMode.html?project=controls&arg=${file}`)
	return {
		run,
		async runAll(isEnded) {
			await page.getByRole('button', { name: 'Run all' }).click()
			await expect.poll(isEnded, { timeout: 60_000 }).toBe(true)
			await expect(page.getByTestId('stop-button')).toBeDisabled()
		},
		async close() {
			server.kill('SIGINT')
			await exited
			return lines.join('\n')
		},
	}
}
