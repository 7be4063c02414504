import { spawnSync } from 'node:child_process'
import { findBrowser } from '../server/browser'
import { missingPackages } from './debian'

/** Installs the programs that run before and behind an application, as root only. Says which of them are missing. */
export function installComponents(): void {
	if (!findBrowser()) notTested('a browser', 'npm run test:e2e installs one')
	const missing = missingPackages()
	if (missing.length === 0) return
	const isRoot = process.getuid?.() === 0
	if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
		console.log(`Installing ${missing.join(', ')} from Debian.`)
		spawnSync('apt-get', ['update'], { stdio: 'ignore' })
		spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		})
	}
	for (const name of missingPackages()) notTested(name, 'it could not be installed')
}

function notTested(name: string, reason: string): void {
	console.warn(`NOT TESTED here: uses of ${name}, which is not on this machine (${reason}).`)
}
