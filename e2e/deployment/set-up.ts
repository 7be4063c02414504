import { spawnSync } from 'node:child_process'
import { buildIfStale } from '../build'
import { missingPackages } from './debian'

/** Builds the application, and installs the components before and behind it where that may be done. */
export default async function setUp(): Promise<void> {
	await buildIfStale()
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
	for (const name of missingPackages())
		console.warn(
			`NOT TESTED here: ${name} is not installed and could not be; its tests are left out.`,
		)
}
