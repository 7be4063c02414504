import { spawnSync } from 'node:child_process'
import { findBrowser } from './browser'

/** Runs a command and shows its output. Returns whether it succeeded. */
function run(command: string, args: string[]): boolean {
	console.log(`$ ${command} ${args.join(' ')}`)
	return spawnSync(command, args, { stdio: 'inherit' }).status === 0
}

function installBrowser(): boolean {
	if (run('npx', ['playwright', 'install', '--with-deps', 'chromium'])) return true
	console.log(
		"Playwright's browser could not be installed. Trying Debian's chromium-headless-shell.",
	)
	return run('apt-get', ['update']) && run('apt-get', ['install', '-y', 'chromium-headless-shell'])
}

if (!findBrowser()) {
	console.log('No browser found on this machine: installing one for the tests.')
	if (!installBrowser() || !findBrowser()) {
		console.error(
			'No browser could be installed. Install Chrome or Chromium, or run this as a user who may install packages: npx playwright install --with-deps chromium',
		)
		process.exit(1)
	}
}
