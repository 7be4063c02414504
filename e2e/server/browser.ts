import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'

const commands = [
	'chromium-headless-shell',
	'google-chrome',
	'google-chrome-stable',
	'chromium',
	'chromium-browser',
]
const applications = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Playwright's own browser, else this machine's first Chrome, Chromium or headless shell; undefined without any. With
 * `hasWindow` no headless shell.
 */
export function findBrowser({ hasWindow = false } = {}): { executablePath?: string } | undefined {
	if (existsSync(chromium.executablePath())) return {}
	const onPath = (process.env.PATH ?? '')
		.split(path.delimiter)
		.flatMap((folder) => commands.map((command) => path.join(folder, command)))
	const candidates = [...onPath, ...applications]
		.filter((candidate) => !hasWindow || !isHeadlessShell(candidate))
		.sort((one, other) => rank(one) - rank(other))
	const executablePath = candidates.find((candidate) => existsSync(candidate))
	return executablePath ? { executablePath } : undefined
}

function rank(candidate: string): number {
	const index = commands.indexOf(path.basename(candidate))
	return index === -1 ? commands.length : index
}

function isHeadlessShell(executablePath: string): boolean {
	return path.basename(executablePath).includes('headless-shell')
}

/** The options with a browser that has a window. Throws where this machine has none. */
export function withWindow(options: LaunchOptions): LaunchOptions {
	if (!options.executablePath || !isHeadlessShell(options.executablePath)) return options
	const browser = findBrowser({ hasWindow: true })
	if (!browser)
		throw new Error(
			'The only browser of this machine is a headless shell, which has no window. Install Chrome or Chromium: npx playwright install --with-deps chromium, or on Debian: apt-get install chromium',
		)
	return { ...options, executablePath: browser.executablePath }
}

/** Options with which the browser starts on this machine, also as root, and sends nothing by itself. */
export function launchOptions(): LaunchOptions {
	const asRoot = process.getuid?.() === 0
	return {
		...findBrowser(),
		args: ['--disable-background-networking', ...(asRoot ? ['--no-sandbox'] : [])],
	}
}
